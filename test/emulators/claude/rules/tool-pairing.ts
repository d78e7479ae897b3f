/** Every tool_use is answered once, by a tool_result that leads the very next turn. */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { type Turn, turnsOf } from "../turns.ts";
import type { Rule } from "./rule.ts";

export const toolPairing: Rule = ({ prompt }) => {
  const turns = turnsOf(prompt.messages);
  const calls = turns.flatMap(callIds);
  if (new Set(calls).size < calls.length) {
    return invalidRequest("messages: `tool_use` ids must be unique");
  }
  for (const [at, turn] of turns.entries()) {
    const refusal =
      unanswered(turn, turns[at + 1]) ?? unasked(turn, turns[at - 1]) ?? doubled(turn);
    if (refusal !== null) return refusal;
  }
  return null;
};

function unanswered(turn: Turn, next: Turn | undefined): ApiError | null {
  const missing = callIds(turn).filter((id) => !leadingResultIds(next).includes(id));
  if (missing.length === 0) return null;
  return invalidRequest(
    `${turn.path}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ` +
      `${missing.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` ` +
      "block in the next message.",
  );
}

function unasked(turn: Turn, previous: Turn | undefined): ApiError | null {
  const asked = previous === undefined ? [] : callIds(previous);
  const stray = resultIds(turn).find((id) => !asked.includes(id));
  if (stray === undefined) return null;
  return invalidRequest(
    `${turn.path}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each ` +
      "`tool_result` block must have a corresponding `tool_use` block in the previous message.",
  );
}

function doubled(turn: Turn): ApiError | null {
  const ids = resultIds(turn);
  const twice = ids.find((id, at) => ids.indexOf(id) < at);
  if (twice === undefined) return null;
  return invalidRequest(
    `${turn.path}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${twice}`,
  );
}

function callIds(turn: Turn): readonly string[] {
  return turn.blocks.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
}

function resultIds(turn: Turn): readonly string[] {
  return turn.blocks.flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : []));
}

/** Results count only before anything else: text in front of them hides them. */
function leadingResultIds(turn: Turn | undefined): readonly string[] {
  if (turn?.role !== "user") return [];
  const end = turn.blocks.findIndex((block) => block.type !== "tool_result");
  return resultIds({
    ...turn,
    blocks: end < 0 ? turn.blocks : turn.blocks.slice(0, end),
  });
}
