/**
 * What Claude knows of the files of its conversation: delivered, received and pending together, absolute, so that it
 * stays true in history (P7).
 */
import { kindOfMime } from "../model/kind-of-mime.ts";
import type { KnownFile } from "../model/known-file.ts";
import type { Block } from "../model/message.ts";
import { describeSize, utcMinute } from "../model/plain-facts.ts";
import { oneLine } from "./one-line.ts";
import { noteBlock } from "./text-block.ts";

export type ToldFiles = {
  /** In the chat: what the person sent and got, the newest first. */
  readonly inChat: readonly KnownFile[];
  /** How many more there are before. */
  readonly olderCount: number;
  /** Made, and not delivered yet, in the order they were made. */
  readonly pending: readonly KnownFile[];
};

const nameLength = 100;
/** Of the words that came with a file, and of what is told of its content. */
const wordsLength = 100;
/** A tool may make a hundred files at once; those made last are the ones that matter. */
const pendingListed = 20;

/** Empty where there are none. The same files give the same text. */
export function formatUnifiedFilesSection({ inChat, olderCount, pending }: ToldFiles): string {
  const lines = [
    ...section("In the chat, newest first:", inChat.map(chatLine)),
    ...(olderCount > 0 ? [`… and ${olderCount} older`] : []),
    ...pendingLines(pending),
  ];
  if (lines.length === 0) return "";
  return ["Files of this conversation; tools take them by their ids.", ...lines].join("\n");
}

export function filesBlock(section: string): Block {
  return noteBlock(section === "" ? "There are no files of this conversation any more" : section);
}

function pendingLines(pending: readonly KnownFile[]): string[] {
  const listed = pending.slice(-pendingListed);
  const hidden = pending.length - listed.length;
  return section("Pending: deliver_file sends one to the person, preview_file looks at it.", [
    ...(hidden > 0 ? [`… ${hidden} more, made before these`] : []),
    ...listed.map(pendingLine),
  ]);
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

function chatLine(file: KnownFile): string {
  const { madeBy, atMs, context } = file;
  const whose = madeBy === "user" ? "sent by the person" : "made by you, delivered";
  return `${facts(file)}; ${whose} ${utcMinute(atMs)}${words(madeBy === "user" ? "with" : "of", context)}`;
}

function pendingLine(file: KnownFile): string {
  const { atMs, context, preview, expiresAtMs } = file;
  const seen = preview === undefined ? "" : `; ${oneLine(preview, wordsLength)}`;
  const until = expiresAtMs === undefined ? "" : `; gone at ${utcMinute(expiresAtMs)}`;
  return `${facts(file)}; made ${utcMinute(atMs)}${words("of", context)}${seen}${until}`;
}

function facts({ id, fileName, mimeType, sizeBytes }: KnownFile): string {
  const name = oneLine(fileName, nameLength);
  const size = sizeBytes === undefined ? "" : `, ${describeSize(sizeBytes)}`;
  return `- ${id}: "${name}", ${kindOfMime(mimeType)} ${oneLine(mimeType, nameLength)}${size}`;
}

function words(link: string, context: string | undefined): string {
  const line = oneLine(context ?? "", wordsLength);
  return line === "" ? "" : `, ${link} "${line}"`;
}
