/** Answers what never goes to Claude, at once and in order, also while a turn is running. */
import type { Journal } from "../journal/journal.ts";
import type { Inbound } from "../model/inbound.ts";
import { answerPress } from "./answer-press.ts";
import { threadRow } from "./finish-turn.ts";
import type { ThreadPorts } from "./thread-ports.ts";

/** A reply Telegram did not take is tried again after this long, and given up after {@link giveUpMs}. */
const retryMs = 2000;
const giveUpMs = 10 * 60 * 1000;

/** The deadline stays until nothing is left: a crash during a reply must find it standing (P1). */
export async function answerCommands(journal: Journal, ports: ThreadPorts): Promise<void> {
  const next = () => journal.inbox.commands()[0];
  for (let inbound = next(); inbound; inbound = next()) {
    const retryAfterMs = await answerCommand(journal, ports, inbound);
    if (retryAfterMs !== null)
      return journal.deadlines.set("commands", ports.clock.now() + retryAfterMs);
  }
  journal.deadlines.clear("commands");
}

/** The reply first, then its effect and its end in one step: a crash between repeats the reply, never the effect. */
async function answerCommand(
  journal: Journal,
  ports: ThreadPorts,
  inbound: Inbound,
): Promise<number | null> {
  const { content } = inbound;
  if (content.kind === "press") {
    await answerPress(journal, ports, { inbound, press: content });
    return null;
  }
  const result = ports.answerDirectly(inbound);
  const sent = result ? await ports.reply(inbound, result.reply, result.button) : null;
  const tooOld = ports.clock.now() - inbound.sentAtMs > giveUpMs;
  if (sent && sent.kind !== "ok") {
    ports.log.warn("command.reply_failed", { update: inbound.updateId, reason: sent.description });
    const passing = sent.kind === "unknown" || sent.code === 429;
    if (passing && !tooOld)
      return sent.kind === "refused" ? (sent.retryAfterMs ?? retryMs) : retryMs;
  }
  journal.transact(() => {
    if (result?.effect === "new-epoch") beginEpoch(journal, inbound, ports.clock.now());
    journal.inbox.done([inbound.updateId]);
  });
  if (result?.effect === "new-epoch") ports.stopTurn();
  return null;
}

function beginEpoch(journal: Journal, inbound: Inbound, nowMs: number): void {
  const facts = journal.facts.read();
  journal.facts.write({ ...facts, epoch: facts.epoch + 1, lastSeq: 0, mayInherit: false });
  journal.told.clear();
  journal.outbox.append(threadRow(journal, inbound.thread, nowMs));
  journal.deadlines.set("relay", nowMs);
}
