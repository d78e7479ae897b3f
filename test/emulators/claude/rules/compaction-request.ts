/** What a request for a compaction may carry: a finished conversation, and nothing that shapes an answer. */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { type Turn, turnsOf } from "../turns.ts";
import type { Rule } from "./rule.ts";

/** platform.claude.com, Compaction on demand. */
export const COMPACTION_BETA = "compact-2026-09-04";

export const compactionRequest: Rule = ({ prompt, stopSequences, betas }) => {
  const { compaction, messages, output_config } = prompt;
  if (!compaction) return null;
  if (!betas.has(COMPACTION_BETA)) {
    return invalidRequest(`compaction: requires anthropic-beta: ${COMPACTION_BETA}`);
  }
  if (stopSequences.length > 0) return notWith("stop_sequences");
  if (output_config?.format) return notWith("output_config.format");
  const turns = turnsOf(messages.filter(({ role }) => role !== "system"));
  const last = turns.at(-1);
  if (last === undefined || turns.every(({ blocks }) => blocks.length === 0)) {
    return refuse(
      "compaction_nothing_to_summarize",
      "messages: there is no `user` or `assistant` content to summarize",
    );
  }
  if (last.role !== "assistant" || isFinished(last)) return null;
  return refuse(
    "compaction_incomplete_turn",
    `${last.path}: the last \`assistant\` turn is not finished; send the results of its tools first`,
  );
};

function isFinished({ blocks }: Turn): boolean {
  return (
    blocks.every(({ type }) => type !== "tool_use") && blocks.at(-1)?.type !== "server_tool_use"
  );
}

function notWith(field: string): ApiError {
  return invalidRequest(`${field}: cannot be combined with \`compaction\``);
}

function refuse(error_code: string, message: string): ApiError {
  return invalidRequest(message, { error_code });
}
