/** A person sends text, files or an album. */
import { randomInt } from "node:crypto";
import type { Message } from "grammy/types";
import type { SendMessage, SimChat, UploadedFile } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { detectEntities } from "../parse/detect-entities.ts";
import { apiUser } from "../world/api-objects.ts";
import { newMedia } from "../world/media-content.ts";
import { type Post, postMessage } from "../world/post-message.ts";
import { Refusal } from "./refusal.ts";
import { splitText } from "./split-text.ts";
import { chatOf, memberOf, messageOf, topicOf } from "./who-and-where.ts";

const MAX_CAPTION = 1024;
const GROUPED = new Set<UploadedFile["as"]>(["photo", "video", "document", "audio"]);
const WITHOUT_CAPTION = new Set<UploadedFile["as"]>(["sticker", "video_note"]);

/** One message, or several: an album, or a text longer than one message can carry. */
export function speak(emulator: Emulator, request: SendMessage): Message[] {
  const { world } = emulator;
  const chat = chatOf(world, request.chatId);
  const from = apiUser(memberOf(world, chat, request.userId));
  const topicId = topicOf(chat, request.topicId);
  const replyTo = replyTarget(emulator, request);
  const contents = request.files?.length ? fileContents(emulator, request) : textContents(request);
  return contents.map((content) => deliver(emulator, { chat, from, topicId, replyTo, content }));
}

/** Puts a person's message into the chat and queues it for the bot. */
export function deliver(emulator: Emulator, post: Post): Message {
  const message = postMessage(emulator.world, post);
  emulator.world.events.emit({ type: "message", message });
  if (isHeard(emulator, post.chat)) emulator.updates.add({ message });
  return message;
}

/** Whether the bot receives what is said here. */
export function isHeard({ world }: Emulator, chat: SimChat): boolean {
  return !world.kickedFrom.has(chat.id);
}

function replyTarget({ world }: Emulator, request: SendMessage): Message | undefined {
  const id = request.replyToMessageId;
  return id === undefined ? undefined : messageOf(world, request.chatId, id);
}

function textContents({ text = "" }: SendMessage): Partial<Message>[] {
  const parts = splitText(text.trim());
  if (parts.length === 0) throw new Refusal("A message needs text or a file");
  return parts.map((part) => ({ text: part, ...withEntities("entities", part) }));
}

function fileContents({ world }: Emulator, request: SendMessage): Partial<Message>[] {
  const files = request.files ?? [];
  const isAlbum = files.length > 1 && files.every((file) => GROUPED.has(file.as));
  const album = isAlbum ? { media_group_id: String(randomInt(2 ** 47)) } : {};
  return files.map((file, index) => {
    const bytes = Buffer.from(file.base64, "base64");
    const { as: kind, name, mimeType, durationSeconds } = file;
    const media = newMedia(world.files, { kind, name, mimeType, bytes }, { durationSeconds });
    const caption = index === 0 ? captionOf(request.text, kind) : {};
    return { ...media, ...caption, ...album };
  });
}

function captionOf(text: string | undefined, kind: UploadedFile["as"]): Partial<Message> {
  const caption = text?.trim() ?? "";
  if (caption === "") return {};
  if (WITHOUT_CAPTION.has(kind)) throw new Refusal(`A ${kind} cannot have a caption`);
  if (caption.length > MAX_CAPTION) throw new Refusal("A caption holds at most 1024 characters");
  return { caption, ...withEntities("caption_entities", caption) };
}

export function withEntities(
  field: "entities" | "caption_entities",
  text: string,
): Partial<Message> {
  const entities = detectEntities(text);
  return entities.length === 0 ? {} : { [field]: entities };
}
