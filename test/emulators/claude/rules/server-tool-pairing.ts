/** Calls of server tools keep their results; only the last turn, when paused, may still wait for one. */
import { type ApiError, invalidRequest } from "../api-error.ts";
import { type Turn, turnsOf } from "../turns.ts";
import type { Rule } from "./rule.ts";

export const serverToolPairing: Rule = ({ prompt }) => {
  const turns = turnsOf(prompt.messages);
  for (const [at, turn] of turns.entries()) {
    const refusal = checkTurn(turn, at === turns.length - 1);
    if (refusal !== null) return refusal;
  }
  return null;
};

function checkTurn(turn: Turn, isLast: boolean): ApiError | null {
  const open = new Map<string, string>();
  for (const block of turn.blocks) {
    if (block.type === "server_tool_use") open.set(block.id, block.name);
    if (block.type === "tool_result" || !("tool_use_id" in block)) continue;
    if (!open.delete(block.tool_use_id)) {
      return invalidRequest(
        `${turn.path}: unexpected \`tool_use_id\` found in \`${block.type}\` blocks: ${block.tool_use_id}`,
      );
    }
  }
  const [waiting] = open;
  if (isLast || waiting === undefined) return null;
  const [id, name] = waiting;
  return invalidRequest(
    `${turn.path}: \`${name}\` tool use with id \`${id}\` was found without a corresponding \`${name}_tool_result\` block`,
  );
}
