/** The last question before a turn begins: has its user's account cleared it, and does anybody know what it costs? */
import { priceOfModel } from "../billing/price-of-model.ts";
import { currentPriceVersion, priceBook } from "../billing/prices.ts";
import type { Journal } from "../journal/journal.ts";
import type { Authorization } from "../model/account.ts";
import type { Answer, TurnState } from "../model/turn-state.ts";
import { wordsFor } from "../words/words.ts";
import { giveBack } from "./clearance.ts";
import { failedAnswer } from "./plan-attempt.ts";
import { refusedAnswer } from "./refused-answer.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { answerTurn } from "./turn-phases.ts";

type ClearPorts = Pick<ThreadPorts, "accountOf" | "clock" | "log">;

/** The turn with its grant, or with the sentence it ends with; null where it must wait. */
export function clearTurn(
  journal: Journal,
  turn: TurnState,
  { clearance, ports }: { readonly clearance: Authorization | null; readonly ports: ClearPorts },
): TurnState | null {
  const { clock, log, accountOf } = ports;
  const words = wordsFor(turn.items.at(-1)?.inbound.from.languageCode);
  const close = (answer: Answer) => answerTurn(turn, answer, clock.now());
  const isNew = turn.phase === "sealed";
  const needsGrant = isNew && accountOf !== null && !turn.grant;
  if (clearance?.kind === "granted" && (!needsGrant || isUnpriced(turn)))
    giveBack(journal, clearance.grant);
  if (isNew && isUnpriced(turn)) return close(failedAnswer(words, "model_unpriced"));
  if (!needsGrant) return turn;
  if (clearance?.kind === "granted") return { ...turn, grant: clearance.grant };
  if (clearance?.kind === "refused") {
    log.info("turn.refused", { turn: turn.id, reason: clearance.reason });
    return close(refusedAnswer(clearance, words));
  }
  // All places are taken, or it was not asked yet because the turn came meanwhile.
  journal.deadlines.set("turn", clock.now() + (clearance?.retryAfterMs ?? 0));
  return null;
}

function isUnpriced({ model, priceVersion = currentPriceVersion }: TurnState): boolean {
  return "reason" in priceOfModel(priceBook, { priceVersion, model });
}
