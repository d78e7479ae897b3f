/** The files a batch brought, as they are remembered: each message's own, and those it replies to. */
import { fileNameOf } from "../files/file-name.ts";
import type { Attachment, MediaOutcome } from "../model/attachment.ts";
import type { BatchItem } from "../model/batch.ts";
import type { Inbound } from "../model/inbound.ts";
import { type UserFile, userFileId } from "../model/user-file.ts";
import { attachmentsOf } from "./accept-inbound.ts";

type Brought = {
  readonly inbound: Inbound;
  readonly slot: number;
  readonly attachment: Attachment;
  readonly outcome: MediaOutcome | undefined;
};

/** A file that comes twice in a batch is one; who sends it comes before who replies to it. */
export function userFiles(items: readonly BatchItem[]): UserFile[] {
  const brought = items.flatMap(broughtBy).sort((a, b) => a.slot - b.slot);
  const once = new Map<string, Brought>();
  for (const each of brought) {
    const { fileUniqueId } = each.attachment;
    if (!once.has(fileUniqueId)) once.set(fileUniqueId, each);
  }
  return [...once.values()].flatMap((each) => userFile(each, wordsWith(each.inbound, items)));
}

function broughtBy({ inbound, media }: BatchItem): Brought[] {
  const firstSlot = inbound.content.kind === "file" ? 0 : 1;
  return attachmentsOf(inbound).map((attachment, index) => ({
    inbound,
    slot: firstSlot + index,
    attachment,
    outcome: media[index],
  }));
}

/** None for a file that could not be had. */
function userFile({ inbound, slot, attachment, outcome }: Brought, context: string): UserFile[] {
  const { thread, messageId, sentAtMs } = inbound;
  const { chatId, userId } = thread;
  const facts = factsOf(attachment, outcome);
  if (facts === null) return [];
  return [
    {
      id: userFileId({ chatId, messageId, slot }),
      userId,
      chatId,
      ...facts,
      telegramFileId: attachment.fileId,
      telegramKind: attachment.kind,
      telegramFileUniqueId: attachment.fileUniqueId,
      telegramMessageId: messageId,
      ...(context === "" ? {} : { context }),
      sentAtMs,
    },
  ];
}

type Facts = Pick<UserFile, "fileName" | "mimeType" | "sizeBytes" | "claude">;

function factsOf(attachment: Attachment, outcome: MediaOutcome | undefined): Facts | null {
  if (outcome?.kind === "transcript") return spokenFacts(attachment);
  if (outcome?.kind !== "file") return null;
  const { fileName, mimeType, sizeBytes, uploaded } = outcome.file;
  if (!uploaded) return { fileName, mimeType, sizeBytes };
  const claude = { fileId: uploaded.claudeFileId, expiresAtMs: uploaded.expiresAtMs };
  return { fileName, mimeType, sizeBytes, claude };
}

/** Telegram's own recordings: OGG for voice, MPEG-4 for video notes (Bot API, Voice and VideoNote). */
function spokenFacts(attachment: Attachment): Facts {
  const { kind, declaredMimeType, sizeBytes } = attachment;
  const mimeType = declaredMimeType ?? (kind === "voice" ? "audio/ogg" : "video/mp4");
  const fileName = fileNameOf(attachment, mimeType, false);
  return { fileName, mimeType, ...(sizeBytes === undefined ? {} : { sizeBytes }) };
}

/** An album has one caption, under one of its files, and it is meant for all of them. */
function wordsWith(inbound: Inbound, items: readonly BatchItem[]): string {
  const { mediaGroupId } = inbound;
  const own = wordsOf(inbound);
  if (own !== "" || mediaGroupId === undefined) return own;
  const album = items.filter((item) => item.inbound.mediaGroupId === mediaGroupId);
  return album.map((item) => wordsOf(item.inbound)).find((words) => words !== "") ?? "";
}

function wordsOf({ content }: Inbound): string {
  if (content.kind === "file") return content.caption;
  return content.kind === "text" || content.kind === "note" ? content.text : "";
}
