/** A person edits, deletes or forwards messages. */
import { randomInt } from "node:crypto";
import type { Message } from "grammy/types";
import type { EditMessage } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiUser } from "../world/api-objects.ts";
import { forwardedContent } from "../world/message-content.ts";
import { Refusal } from "./refusal.ts";
import { deliver, isHeard, withEntities } from "./speak.ts";
import { chatOf, memberOf, messageOf, topicOf } from "./who-and-where.ts";

export function edit(emulator: Emulator, request: EditMessage): Message {
  const { world } = emulator;
  const chat = chatOf(world, request.chatId);
  memberOf(world, chat, request.userId);
  const message = messageOf(world, chat.id, request.messageId);
  if (message.from?.id !== request.userId) throw new Refusal("Only the author edits a message");
  const edited = {
    ...withText(message, request.text.trim()),
    edit_date: Math.floor(world.now() / 1000),
  };
  world.messages.put(edited);
  world.events.emit({ type: "edit", message: edited });
  if (isHeard(emulator, chat)) emulator.updates.add({ edited_message: edited });
  return edited;
}

function withText(message: Message, text: string): Message {
  if (message.text !== undefined) {
    if (text === "") throw new Refusal("A text message cannot become empty");
    const { entities: _old, ...rest } = message;
    return { ...rest, text, ...withEntities("entities", text) };
  }
  const { caption: _caption, caption_entities: _old, ...rest } = message;
  return text === "" ? rest : { ...rest, caption: text, ...withEntities("caption_entities", text) };
}

export type Deletion = {
  readonly chatId: number;
  readonly messageId: number;
  readonly userId: number;
};

/** Bots are not told about deletions. */
export function remove({ world }: Emulator, { chatId, messageId, userId }: Deletion): void {
  const chat = chatOf(world, chatId);
  memberOf(world, chat, userId);
  messageOf(world, chatId, messageId);
  world.messages.delete(chatId, messageId);
  world.events.emit({ type: "delete", chatId, messageId });
}

export type Forwarding = {
  readonly fromChatId: number;
  readonly messageIds: readonly number[];
  readonly toChatId: number;
  readonly userId: number;
  readonly topicId?: number | undefined;
};

export function forward(emulator: Emulator, request: Forwarding): Message[] {
  const { world } = emulator;
  const chat = chatOf(world, request.toChatId);
  const user = memberOf(world, chat, request.userId);
  memberOf(world, chatOf(world, request.fromChatId), request.userId);
  const topicId = topicOf(chat, request.topicId);
  const originals = request.messageIds.map((id) => messageOf(world, request.fromChatId, id));
  const albums = newAlbums(originals);
  const from = apiUser(user);
  return originals.map((original) => {
    const album = albums.get(original.media_group_id ?? "");
    const grouped = album === undefined ? {} : { media_group_id: album };
    const content = { ...forwardedContent(original), ...grouped };
    return deliver(emulator, { chat, from, topicId, content });
  });
}

/** Messages of one album stay together under a new album id; a lone one leaves its album. */
function newAlbums(originals: readonly Message[]): ReadonlyMap<string, string> {
  const ids = originals.map((original) => original.media_group_id ?? "");
  const shared = ids.filter((id, index) => id !== "" && ids.indexOf(id) !== index);
  return new Map(shared.map((id) => [id, String(randomInt(2 ** 47))]));
}
