/** Puts texts and files into a chat of the playground, as its person would. */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { Message } from "grammy/types";
import type {
  SendMessage,
  SimChat,
  Snapshot,
  UploadedFile,
} from "../emulators/telegram/control.ts";
import type { SayOptions } from "./say-options.ts";
import type { SimClient } from "./sim-client.ts";
import { StartRefused } from "./start-refused.ts";

export type Speaker = {
  readonly chatId: number;
  readonly userId: number;
  readonly topicId: number;
};

/** Who speaks where: what was asked for, else the person of the first private chat. */
export function chooseSpeaker(snapshot: Snapshot, options: SayOptions): Speaker {
  const chat = chooseChat(snapshot.chats, options.chatId);
  const userId = options.userId ?? chat.memberIds[0];
  if (userId === undefined || !chat.memberIds.includes(userId)) {
    throw new StartRefused(
      `Nobody with id ${userId} is in "${chat.title}": ${chat.memberIds.join(", ")} are.`,
    );
  }
  return { chatId: chat.id, userId, topicId: options.topicId ?? 0 };
}

function chooseChat(chats: readonly SimChat[], chatId: number | undefined): SimChat {
  const chat = chats.find(({ id, type }) =>
    chatId === undefined ? type === "private" : id === chatId,
  );
  if (chat !== undefined) return chat;
  const known = chats.map(({ id, title }) => `${id} (${title})`).join(", ");
  throw new StartRefused(`There is no chat ${chatId ?? "of one person"} here. Chats: ${known}`);
}

/** Sends everything without waiting for answers; returns the id of the last message. */
export async function sendAll(
  sim: SimClient,
  speaker: Speaker,
  options: SayOptions,
): Promise<number> {
  let lastMessageId = 0;
  for (const content of await contentsOf(options)) {
    const body: SendMessage = { ...placeOf(speaker), ...content };
    const { messages } = await sim.post<{ messages: Message[] }>("/sim/messages", body);
    lastMessageId = messages.at(-1)?.message_id ?? lastMessageId;
  }
  return lastMessageId;
}

function placeOf({ chatId, userId, topicId }: Speaker) {
  return topicId === 0 ? { chatId, userId } : { chatId, userId, topicId };
}

type Content = Pick<SendMessage, "text" | "files">;

async function contentsOf({ texts, files, voices }: SayOptions): Promise<readonly Content[]> {
  const voiceMessages = await Promise.all(
    voices.map(async (path) => ({ files: [await upload(path, "voice")] })),
  );
  if (files.length === 0) return [...voiceMessages, ...texts.map((text) => ({ text }))];
  const uploads = await Promise.all(files.map((path) => upload(path, "document")));
  const [caption, ...more] = texts;
  const album = caption === undefined ? { files: uploads } : { files: uploads, text: caption };
  return [...voiceMessages, album, ...more.map((text) => ({ text }))];
}

async function upload(path: string, as: "voice" | "document"): Promise<UploadedFile> {
  const bytes = await readFile(path).catch(() => {
    throw new StartRefused(`${path} cannot be read`);
  });
  const mimeType = mimeTypes[extname(path).toLowerCase()] ?? "application/octet-stream";
  const isPhoto = as === "document" && /^image\/(jpeg|png|webp)$/.test(mimeType);
  return {
    name: basename(path),
    mimeType,
    base64: bytes.toString("base64"),
    as: isPhoto ? "photo" : as,
  };
}

const mimeTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".gif": "image/gif",
  ".html": "text/html",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".md": "text/markdown",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".oga": "audio/ogg",
  ".ogg": "audio/ogg",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".txt": "text/plain",
  ".wav": "audio/wav",
  ".webp": "image/webp",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".zip": "application/zip",
};
