/** Ends the turn that is open where it stands: what was said is kept and marked. */
import type { Journal } from "../journal/journal.ts";
import type { StopCause } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";
import { wordsFor } from "../words/words.ts";
import { unknownResults } from "./call-tools.ts";
import { settleLostTools } from "./lost-tools.ts";
import { cutShort, endingBy } from "./partial-answer.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { answerTurn } from "./turn-phases.ts";

type HaltPorts = Pick<ThreadPorts, "stopTurn" | "clock">;

/** False where there is nothing to end. */
export function haltTurn(journal: Journal, ports: HaltPorts, cause: StopCause): boolean {
  const turn = journal.turns.open();
  if (!turn || turn.phase === "answered" || turn.phase === "done") return false;
  const isAtWork = ports.stopTurn(cause);
  // What is sealed has not begun: whoever is at work is an attempt that is over.
  if (isAtWork && turn.phase !== "sealed") return true;
  const words = wordsFor(turn.items.at(-1)?.inbound.from.languageCode);
  const answer = cutShort(turn, endingBy(cause, words));
  journal.transact(() => {
    closeTurn(journal, turn, answerTurn(turn, answer, ports.clock.now()));
    journal.deadlines.clear("turn");
  });
  return true;
}

/** Saves a turn that gets its answer from us. History must hold an answer to every call, also to those a crash has cut off. */
export function closeTurn(journal: Journal, before: TurnState, closed: TurnState): void {
  const { turns } = journal;
  if (before.phase === "tools") turns.say(unknownResults(turns.said().at(-1)?.blocks ?? []));
  turns.save(settleLostTools(journal, closed));
}
