/** Closes the window: what waits becomes the batch of a new turn, in one transaction. */
import type { Journal } from "../journal/journal.ts";
import type { TurnState } from "../model/turn-state.ts";
import type { ThreadPorts } from "./thread-ports.ts";
import { sealTurn } from "./turn-phases.ts";

type SealPorts = Pick<ThreadPorts, "rules" | "clock" | "newTurnId">;

export function sealBatch(journal: Journal, ports: SealPorts): TurnState | null {
  const { rules, clock, newTurnId } = ports;
  return journal.transact(() => {
    const waiting = journal.inbox.waitingSince();
    const inbounds = journal.inbox.waiting().slice(0, rules.maxInbounds);
    if (!waiting || inbounds.length === 0) {
      journal.deadlines.clear("window");
      return null;
    }
    const { epoch, lastSeq } = journal.facts.read();
    const turn = sealTurn({
      id: newTurnId(),
      epoch,
      userSeq: lastSeq + 1,
      inbounds,
      model: rules.model,
      openedAtMs: waiting.openedAtMs,
      nowMs: clock.now(),
    });
    journal.turns.save(turn);
    journal.inbox.take(inbounds.map((inbound) => inbound.updateId));
    // More than one batch may hold has waited long enough: the rest follows at once.
    if (journal.inbox.waitingSince()) journal.deadlines.set("window", clock.now());
    else journal.deadlines.clear("window");
    return turn;
  });
}
