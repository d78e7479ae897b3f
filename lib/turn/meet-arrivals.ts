/** A window closes while a turn is open: its messages join the turn, end it, or wait behind it. */
import type { Journal } from "../journal/journal.ts";
import { haltTurn } from "./halt-turn.ts";
import { arrivalDueMs } from "./next-due.ts";
import { sealBatch } from "./seal-batch.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** The decision stands in the journal before anybody hears of it: a crash between changes nothing. */
export function meetArrivals(journal: Journal, ports: ThreadPorts): void {
  const dueMs = arrivalDueMs(journal);
  if (dueMs === null || dueMs > ports.clock.now()) return;
  const { decision } = sealBatch(journal, ports);
  if (!decision) return;
  ports.log.info("turn.arrival", { turn: journal.turns.open()?.id, decision });
  if (decision === "restart") ports.stopTurn("interrupted");
  if (decision === "interrupt") haltTurn(journal, ports, "interrupted");
  if (decision === "after_tools") ports.interruptAfterTools();
}
