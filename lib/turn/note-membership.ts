/** Notes whether the bot may speak in a chat; what was put off there waits no longer. */
import type { Journal } from "../journal/journal.ts";
import { threadId } from "../model/ids.ts";
import type { Inbound } from "../model/inbound.ts";
import { type Membership, threadOfChat } from "../model/membership.ts";

/** Inside a transaction. False where something newer is known, or this came before. */
export function noteMembership(journal: Journal, next: Membership, nowMs: number): boolean {
  const { facts, outbox, deadlines } = journal;
  const known = facts.membership();
  if (known && !isNewer(next, known)) return false;
  facts.writeMembership(next);
  const thread = facts.read();
  if (thread.threadId === null)
    facts.write({ ...thread, threadId: threadId(threadOfChat(next.chatId)) });
  outbox.append([{ kind: "chat_status", membership: next }]);
  deadlines.set("relay", nowMs);
  if (next.status !== "active") deadlines.clear("turn");
  return true;
}

/** Who writes has let the bot in, also where the update that said so never came. */
export function noteSignOfLife(journal: Journal, inbound: Inbound, nowMs: number): void {
  if (!isShutOut(journal)) return;
  const { updateId, thread, chat, sentAtMs } = inbound;
  const { chatId } = thread;
  const active = { updateId, chatId, chat, status: "active", changedAtMs: sentAtMs } as const;
  noteMembership(journal, active, nowMs);
}

/** True where nothing the bot says would be taken. */
export function isShutOut({ facts }: Journal): boolean {
  const known = facts.membership();
  return known !== null && known.status !== "active";
}

/** Telegram's dates are whole seconds; within one, the later update is the newer. */
function isNewer(next: Membership, known: Membership): boolean {
  if (next.changedAtMs !== known.changedAtMs) return next.changedAtMs > known.changedAtMs;
  return next.updateId > known.updateId;
}
