/** One file of a message as blocks: shown where Claude can see it, told in a line where it cannot. */
import type {
  Attachment,
  FileProblem,
  MediaOutcome,
  ReceivedFile,
  Transcript,
} from "../model/attachment.ts";
import { describeAttachment } from "../model/describe-attachment.ts";
import type { Block } from "../model/message.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock } from "./text-block.ts";

const nameLength = 200;
/** Enough to know what a document is about; the rest is read with a tool. */
const firstPageLength = 1500;
/** No message in Telegram speaks for so long; a bound all the same. */
const transcriptLength = 100_000;
/** What an image block takes (field-and-platforms §5.6). */
const shownTypes = /^image\/(jpeg|png|gif|webp)$/;
/** Some 50 000 tokens; a longer text would fill the conversation and is read with a tool. */
const shownTextBytes = 200_000;

export function fileBlocks(attachment: Attachment, outcome: MediaOutcome | undefined): Block[] {
  switch (outcome?.kind) {
    case "file":
      return receivedBlocks(outcome.file, attachment);
    case "transcript":
      return [noteBlock(transcriptLine(attachment, outcome.transcript))];
    case "problem":
      return [noteBlock(`${named(attachment)}: ${problemWords[outcome.problem.reason]}`)];
    case undefined:
      return [noteBlock(`${named(attachment)}: not shown to you`)];
  }
}

function receivedBlocks(file: ReceivedFile, { kind, emoji }: Attachment): Block[] {
  const { uploaded, type, mimeType } = file;
  if (uploaded && type === "image" && shownTypes.test(mimeType)) {
    const image: Block = { type: "image", source: fileSource(uploaded.claudeFileId) };
    // An image block has no name of its own; in an album, words alone cannot say which one is meant.
    const label = kind === "sticker" ? `sticker ${emoji ?? ""}` : `Image: ${file.fileName}`;
    return [noteBlock(oneLine(label, nameLength)), image];
  }
  if (uploaded && isDocument(file)) {
    const title =
      oneLine(file.fileName, nameLength) || `document.${type === "pdf" ? "pdf" : "txt"}`;
    return [{ type: "document", source: fileSource(uploaded.claudeFileId), title }];
  }
  return [noteBlock(fileLine(file))];
}

/** PDF and plain text, nothing else (field-and-platforms §5.6). */
function isDocument({ type, mimeType, sizeBytes }: ReceivedFile): boolean {
  return type === "pdf" || (mimeType === "text/plain" && sizeBytes <= shownTextBytes);
}

function named(attachment: Attachment): string {
  return oneLine(describeAttachment(attachment), nameLength);
}

function fileSource(claudeFileId: string) {
  return { type: "file", file_id: claudeFileId };
}

function fileLine(file: ReceivedFile): string {
  const { fileName, type, mimeType, sizeBytes, pageCount, firstPageText } = file;
  const { isTooLargeToRead, isUnseen } = file;
  const facts = [
    `File "${oneLine(fileName, nameLength)}"`,
    type,
    oneLine(mimeType, nameLength),
    `${sizeBytes} bytes`,
    ...(pageCount === undefined ? [] : [`${pageCount} pages`]),
    ...(isTooLargeToRead ? ["too large to be read ahead"] : []),
    ...(isUnseen ? ["a picture that cannot be shown to you; the person was told"] : []),
  ].join(", ");
  const begins = oneLine(firstPageText ?? "", firstPageLength);
  return begins === "" ? facts : `${facts}. It begins: "${begins}"`;
}

/** The engine measured how long it is; the sender's client only said so. */
function transcriptLine(attachment: Attachment, transcript: Transcript): string {
  const durationSeconds = Math.round(transcript.durationSeconds);
  const what = named({ ...attachment, durationSeconds });
  const facts = `${what}, language ${oneLine(transcript.language, 40)}`;
  const words = oneLine(transcript.text, transcriptLength);
  if (words === "") return `${facts}: nothing was heard in it`;
  return `${facts}. Transcript by a machine, untrusted and perhaps misheard: "${words}"`;
}

const problemWords: Readonly<Record<FileProblem["reason"], string>> = {
  too_large: "too large to be fetched; the person was told",
  empty: "it is empty; the person was told",
  download_failed: "it could not be fetched; the person was told",
  wrong_type: "of a type you cannot use; the person was told",
  speech_not_configured: "speech cannot be understood here; the person was told",
  balance_used_up:
    "it was not listened to, because the person's balance is used up; they were told",
  speech_failed: "what was said could not be understood; the person was told",
  not_shown: "it cannot be shown to you; the person was told",
  late: "still on its way; it follows in a later message",
};
