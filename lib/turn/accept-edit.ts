/** Takes an edit into the journal: before its message is answered a correction, after it something to be told. */
import { wordBlocks } from "../claude/text-block.ts";
import type { Journal } from "../journal/journal.ts";
import { wordsOf } from "../model/inbound.ts";
import { type Acceptance, type Accepting, takeIn } from "./accept-inbound.ts";

export type EditOutcome = Acceptance | "unchanged" | "unknown_message";

/**
 * An edit of a message that waits takes its place; one of a message being answered is an arrival; one of
 * a message answered before is noted; of a message never seen nothing is to be changed (design §7, F05).
 */
export function acceptEdit(journal: Journal, accepting: Accepting): EditOutcome {
  const { inbox, turns, transact } = journal;
  const { inbound, nowMs } = accepting;
  return transact(() => {
    if (inbox.knows(inbound.updateId)) return "duplicate";
    if (inbox.replaceWaiting(inbound)) {
      inbox.remember(inbound, nowMs);
      return "accepted";
    }
    const isBeingAnswered = turns
      .open()
      ?.items.some((item) => item.inbound.messageId === inbound.messageId);
    return isBeingAnswered ? takeIn(journal, accepting) : noteEdit(journal, accepting);
  });
}

/** History stays as it was told (P7): the edit goes to Postgres beside it, and to Claude with the next turn. */
function noteEdit(journal: Journal, accepting: Accepting): EditOutcome {
  const { facts, told, outbox, inbox, deadlines } = journal;
  const { inbound, nowMs } = accepting;
  const { messageId, updateId, content } = inbound;
  const known = told.find(messageId);
  if (!known) return "unknown_message";
  const words = wordsOf(content);
  // Telegram also calls it an edit when a link's preview appears.
  if (words === known.words) return "unchanged";
  told.edit(messageId, words, nowMs);
  const { epoch } = facts.read();
  const edit = { epoch, seq: known.seq, messageId, updateId, editedAtMs: nowMs };
  outbox.append([{ kind: "message_edit", ...edit, blocks: wordBlocks(words) }]);
  deadlines.set("relay", nowMs);
  if (!known.noteDue)
    return takeIn(journal, { ...accepting, inbound: { ...inbound, content: edited } });
  // One typo after another: the offer made for the first of them stands for the newest words.
  inbox.remember(inbound, nowMs);
  return "accepted";
}

const edited = { kind: "edited" } as const;
