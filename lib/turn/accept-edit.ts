/** Takes an edit into the journal: before its message is answered a correction, after it something to be told. */
import { noteBlock, wordBlocks } from "../claude/text-block.ts";
import type { Journal } from "../journal/journal.ts";
import type { Attachment } from "../model/attachment.ts";
import { describeAttachment } from "../model/describe-attachment.ts";
import { type Content, fileIdOf, type Inbound, wordsOf } from "../model/inbound.ts";
import type { Block } from "../model/message.ts";
import {
  type Acceptance,
  type Accepting,
  attachmentsOf,
  orderFiles,
  takeIn,
} from "./accept-inbound.ts";

export type EditOutcome = Acceptance | "unchanged" | "unknown_message";

/**
 * An edit of a message that waits takes its place; one of a message being answered is an arrival; one of a message
 * answered before is noted, and a file that replaced its own comes with the next turn; of a message never seen
 * nothing is to be changed (design §7, F05).
 */
export function acceptEdit(journal: Journal, accepting: Accepting): EditOutcome {
  const { inbox, turns, transact } = journal;
  const { inbound, nowMs } = accepting;
  return transact(() => {
    if (inbox.knows(inbound.updateId)) return "duplicate";
    const updateId = inbox.replaceWaiting(inbound);
    if (updateId !== null) {
      replaceFiles(journal, { ...accepting, inbound: { ...inbound, updateId } });
      inbox.remember(inbound, nowMs);
      return "accepted";
    }
    const open = turns.open();
    const before = open?.items.find((item) => item.inbound.messageId === inbound.messageId);
    if (!before) return noteEdit(journal, accepting);
    return isSame(before.inbound, inbound) ? "unchanged" : takeIn(journal, accepting);
  });
}

/** A link's preview that appears must not interrupt the answer. */
function isSame({ content: before }: Inbound, { content: now }: Inbound): boolean {
  return wordsOf(before) === wordsOf(now) && fileIdOf(before) === fileIdOf(now);
}

/** What it brought before is forgotten, also where it is still on its way; what it brings now is fetched. */
function replaceFiles(journal: Journal, accepting: Accepting): void {
  const { media, deadlines } = journal;
  const { inbound, nowMs } = accepting;
  const files = attachmentsOf(inbound);
  const idsOf = (attachments: readonly Attachment[]) =>
    attachments.map(({ fileUniqueId }) => fileUniqueId).join();
  const ordered = media.all().filter(({ updateId }) => updateId === inbound.updateId);
  if (idsOf(files) === idsOf(ordered.map(({ attachment }) => attachment))) return;
  media.forget([inbound.updateId]);
  orderFiles(journal, accepting, files);
  // A message whose file was late has no window any more.
  if (deadlines.at("window") === null) deadlines.set("window", nowMs);
}

/** History stays as it was told (P7): the edit goes to Postgres beside it, and to Claude with the next turn. */
function noteEdit(journal: Journal, accepting: Accepting): EditOutcome {
  const { facts, told, media, outbox, inbox, deadlines } = journal;
  const { inbound, nowMs } = accepting;
  const { messageId, updateId, content } = inbound;
  const known = told.find(messageId);
  if (!known) return "unknown_message";
  const words = wordsOf(content);
  const file = replacement(content, known.file);
  // Telegram also calls it an edit when a link's preview appears.
  if (words === known.words && !file) return "unchanged";
  told.edit(messageId, words, nowMs);
  if (file) {
    if (known.fileUpdate !== null) media.forget([known.fileUpdate]);
    told.replaceFile(messageId, file.fileUniqueId, updateId);
    orderFiles(journal, accepting, [{ ...file, messageId }]);
  }
  const { epoch } = facts.read();
  const edit = { epoch, seq: known.seq, messageId, updateId, editedAtMs: nowMs };
  outbox.append([{ kind: "message_edit", ...edit, blocks: editedBlocks(words, file) }]);
  deadlines.set("relay", nowMs);
  if (!known.noteDue)
    return takeIn(journal, { ...accepting, inbound: { ...inbound, content: edited } });
  // One typo after another: the offer made for the first of them stands for the newest words.
  inbox.remember(inbound, nowMs);
  return "accepted";
}

/** The file that stands in the place of the one that was told; null where it is the same, or cannot be known. */
function replacement(content: Content, toldFile: string | null): Attachment | null {
  if (content.kind !== "file" || toldFile === null) return null;
  return content.attachment.fileUniqueId === toldFile ? null : content.attachment;
}

function editedBlocks(words: string, file: Attachment | null): Block[] {
  const line = file ? [noteBlock(`Its file is another one: ${describeAttachment(file)}`)] : [];
  return [...wordBlocks(words), ...line];
}

const edited = { kind: "edited" } as const;
