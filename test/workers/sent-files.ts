/** Files as people send them: Telegram has their bytes, and what of them reached Claude is read back. */
import { inject } from "vitest";
import type { Fault, UploadedFile } from "../emulators/telegram/control.ts";
import { type Chat, sim } from "./chat.ts";
import type { ClaudeMessage, ClaudeRequest } from "./claude-request.ts";

const { claude } = inject("world");

export type Sending = Pick<UploadedFile, "as" | "name" | "durationSeconds"> & {
  readonly mimeType?: string;
  readonly bytes: Uint8Array;
};

/** What a message with this file carries of it. */
export type SentFile = { readonly fields: Record<string, unknown>; readonly fileId: string };

type FileIds = { readonly file_id: string };

export async function sendFile(chat: Chat, sending: Sending): Promise<SentFile> {
  const { bytes, mimeType = "application/octet-stream", ...named } = sending;
  const file = { ...named, mimeType, base64: Buffer.from(bytes).toString("base64") };
  const { messages } = await sim<{ messages: Record<string, unknown>[] }>(
    "telegram",
    "POST",
    "/sim/messages",
    { chatId: chat.chatId, userId: chat.userId, files: [file] },
  );
  const { message_id, date, chat: where, from, ...fields } = messages[0] ?? {};
  const described = fields[sending.as] as FileIds | FileIds[];
  const largest = Array.isArray(described) ? described.at(-1) : described;
  return { fields, fileId: largest?.file_id ?? "" };
}

/** What goes wrong with the next downloads of this file, and of no other. */
export function faultDownload(
  { fileId }: SentFile,
  fault: Pick<Fault, "kind"> & Record<string, unknown>,
): Promise<unknown> {
  return sim("telegram", "POST", "/sim/faults", { method: "getFile", fileId, ...fault });
}

/** What a request brings that Claude has not heard before. */
export function heard(request: ClaudeRequest): Promise<string[]> {
  return contentsOf(request.body.messages.at(-1));
}

/** Words as they are; a file as `image: …` or `document NAME: …`, with the bytes that Claude has of it. Names of images are left out. */
export function contentsOf(message: ClaudeMessage | undefined): Promise<string[]> {
  const told = (message?.content ?? []).filter(({ text = "" }) => !/^\[Image: .*\]$/.test(text));
  return Promise.all(
    told.map(async ({ type, text, title, source }) => {
      if (source === undefined) return text ?? "";
      const bytes = await uploadedBytes(source.file_id);
      return `${type}${title === undefined ? "" : ` ${title}`}: ${bytes.toString("latin1")}`;
    }),
  );
}

async function uploadedBytes(fileId: string): Promise<Buffer> {
  const response = await fetch(`http://127.0.0.1:${claude.port}/sim/files/${fileId}`, {
    headers: { "x-sim-key": claude.controlKey },
  });
  if (!response.ok) throw new Error(`Claude has no file ${fileId}`);
  return Buffer.from(await response.arrayBuffer());
}
