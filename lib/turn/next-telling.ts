/** How the conversation is told after a turn: on which beginning it stood, and what it was told. Pure. */
import type { Telling } from "../journal/facts.ts";
import type { TurnState } from "../model/turn-state.ts";

export function nextTelling(telling: Telling, turn: TurnState): Telling {
  const { prefix, model, userSeq, facts: told = telling.told } = turn;
  const filesHash = turn.filesTold?.hash ?? telling.filesHash;
  // What was thought before stands on the signed summary.
  const refused = prefix?.isSummaryRefused && {
    isSummaryRefused: true as const,
    thinkingFromSeq: userSeq,
  };
  const next = {
    ...telling,
    ...(told && { told }),
    ...(filesHash !== undefined && { filesHash }),
    ...refused,
  };
  if (!prefix) return next;
  const { hash, isBroken } = prefix;
  // Another beginning for one model is another for all of them: what they thought stands on the old one.
  if (isBroken) return { ...next, prefixes: { [model]: hash }, thinkingFromSeq: userSeq };
  return { ...next, prefixes: { ...telling.prefixes, [model]: hash } };
}
