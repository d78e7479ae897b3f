/** Takes a message into the journal: claimed, stored, its window moved and its files ordered, in one transaction. */
import { mediaWaitMs } from "../batching/media-wait.ts";
import { shapeOf } from "../batching/shape.ts";
import { joinWindow } from "../batching/window.ts";
import { currentPriceVersion } from "../billing/prices.ts";
import type { Facts } from "../journal/facts.ts";
import type { Journal } from "../journal/journal.ts";
import type { Attachment } from "../model/attachment.ts";
import { threadId } from "../model/ids.ts";
import { type Inbound, isForClaude } from "../model/inbound.ts";
import { noteSignOfLife } from "./note-membership.ts";
import type { ThreadRules } from "./thread-ports.ts";

export type Acceptance = "accepted" | "duplicate" | "not_addressed";

export type Accepting = {
  readonly inbound: Inbound;
  /** False for a group message that names nobody: it counts only inside its sender's open window. */
  readonly addressed: boolean;
  readonly nowMs: number;
  readonly rules: ThreadRules;
};

/** Update ids are forgotten a day after they were answered; looked at this often. */
export const pruneEveryMs = 25 * 60 * 60 * 1000;

export function acceptInbound(journal: Journal, accepting: Accepting): Acceptance {
  return journal.transact(() => takeIn(journal, accepting));
}

/** For whoever is in a transaction already. */
export function takeIn(journal: Journal, accepting: Accepting): Acceptance {
  const { inbound, addressed, nowMs } = accepting;
  const { inbox, facts, deadlines } = journal;
  if (!addressed && facts.window() === null) return "not_addressed";
  if (!inbox.claim(inbound, nowMs)) return "duplicate";
  noteSignOfLife(journal, inbound, nowMs);
  const known = facts.read();
  if (known.threadId === null) facts.write({ ...known, ...beginningOf(inbound) });
  if (isForClaude(inbound.content)) joinBatch(journal, accepting);
  else deadlines.set("commands", nowMs);
  if (deadlines.at("prune") === null) deadlines.set("prune", nowMs + pruneEveryMs);
  return "accepted";
}

/** A basic group has no topics: what was said there goes on where its supergroup has none. */
function beginningOf({ thread, chat }: Inbound): Partial<Facts> {
  const mayInherit = chat.type === "supergroup" && thread.topicId === 0;
  return { threadId: threadId(thread), ...(mayInherit && { mayInherit }) };
}

function joinBatch(journal: Journal, accepting: Accepting): void {
  const { facts, deadlines } = journal;
  const { inbound, nowMs, rules } = accepting;
  const window = joinWindow(facts.window(), shapeOf(inbound), { nowMs, rules });
  facts.openWindow(window);
  deadlines.set("window", window.closesAtMs);
  orderFiles(journal, accepting, attachmentsOf(inbound));
}

/** Has these files fetched at once, under the message's update id. */
export function orderFiles(
  { media, deadlines }: Journal,
  { inbound: { updateId }, nowMs, rules }: Accepting,
  attachments: readonly Attachment[],
): void {
  // What it costs to hear a recording does not change on the way.
  const priceVersion = currentPriceVersion;
  for (const [slot, attachment] of attachments.entries()) {
    const waitUntilMs = nowMs + mediaWaitMs(attachment, rules);
    media.order({ updateId, slot, attachment, waitUntilMs, priceVersion }, nowMs);
    deadlines.set("media", nowMs);
  }
}

/** The message's own file first, then that of the message it replies to, each with the message that brought it. */
export function attachmentsOf({ messageId, content, context }: Inbound): Attachment[] {
  const own = content.kind === "file" ? [{ ...content.attachment, messageId }] : [];
  const { attachment: replied, messageId: repliedId } = context?.repliedTo ?? {};
  if (!replied) return own;
  return [...own, repliedId === undefined ? replied : { ...replied, messageId: repliedId }];
}
