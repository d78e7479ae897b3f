/** editMessageText, editMessageCaption, editMessageReplyMarkup. */
import { isDeepStrictEqual } from "node:util";
import type { Message } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { SimChat } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { checkRichMessage } from "../validate/check-rich-message.ts";
import { richKey } from "../world/snapshot.ts";
import { captionFields } from "./caption.ts";
import { caption, chatId, entities, int, json } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { checkMarkup } from "./reply-markup.ts";
import { richFields, richMessage } from "./rich.ts";
import { richMedia } from "./rich-media-input.ts";
import { announce } from "./send.ts";
import { resolveChat } from "./target.ts";
import { messageText, textFields } from "./text.ts";

const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same " +
  "as a current content and reply markup of the message";

const editing = {
  chat_id: chatId,
  message_id: int,
  reply_markup: json(z.unknown()).optional(),
};
type Editing = z.output<z.ZodObject<typeof editing>>;
type Found = { readonly chat: SimChat; readonly message: Message };

function findOwn({ world }: Emulator, input: Editing): Found {
  const chat = resolveChat(world, input.chat_id);
  const message = world.messages.get(chat.id, input.message_id);
  if (message === undefined) throw badRequest("message to edit not found");
  const isOwn = message.from?.id === world.bot.id && message.forward_origin === undefined;
  if (!isOwn) throw badRequest("message can't be edited");
  return { chat, message };
}

type Change = {
  /** The message without the fields this edit replaces. */
  readonly base: Message;
  readonly content: Partial<Message>;
  readonly markup: unknown;
  readonly richSource?: string | undefined;
};

function applyEdit(emulator: Emulator, { chat, message }: Found, change: Change): Message {
  const markup = checkMarkup(change.markup);
  const { reply_markup: _keyboard, edit_date: _base, ...base } = change.base;
  const { edit_date: _before, ...before } = message;
  const keyboard = markup === undefined ? {} : { reply_markup: markup };
  const after: Message = { ...base, ...change.content, ...keyboard };
  if (isDeepStrictEqual(before, after)) throw badRequest(NOT_MODIFIED);
  emulator.flood.takeMessages(chat);
  const edited: Message = { ...after, edit_date: Math.floor(emulator.world.now() / 1000) };
  emulator.world.messages.put(edited);
  rememberSource(emulator, edited, change.richSource);
  announce(emulator, "edit", edited);
  return edited;
}

function rememberSource({ world }: Emulator, message: Message, source: string | undefined): void {
  if (source !== undefined) world.richSources.set(richKey(message), source);
  else if (message.rich_message === undefined) world.richSources.delete(richKey(message));
}

const editMessageText = defineMethod(
  "editMessageText",
  z.object({
    ...editing,
    text: z.string().default(""),
    parse_mode: z.string().optional(),
    entities: entities.optional(),
    rich_message: richMessage.optional(),
    link_preview_options: json(z.unknown()).optional(),
  }),
  async (emulator, input, params) => {
    const found = findOwn(emulator, input);
    const { text, entities: _entities, rich_message: rich, ...base } = found.message;
    if (text === undefined && rich === undefined) {
      throw badRequest("there is no text in the message to edit");
    }
    const markup = input.reply_markup;
    if (input.rich_message !== undefined) {
      const media = await richMedia(emulator, input.rich_message, params);
      const checked = checkRichMessage(input.rich_message, { media, isDraft: false });
      const content = richFields(checked);
      return applyEdit(emulator, found, { base, content, markup, richSource: checked.source });
    }
    const { text: newText, parse_mode: parseMode, entities: newEntities } = input;
    const formatted = messageText({ text: newText, parseMode, entities: newEntities });
    return applyEdit(emulator, found, { base, content: textFields(formatted), markup });
  },
);

const editMessageCaption = defineMethod(
  "editMessageCaption",
  z.object({ ...editing, ...caption }),
  (emulator, input) => {
    const found = findOwn(emulator, input);
    const { caption: _caption, caption_entities: _entities, ...base } = found.message;
    if (!isCaptionable(found.message)) {
      throw badRequest("there is no caption in the message to edit");
    }
    const content = captionFields(input);
    return applyEdit(emulator, found, { base, content, markup: input.reply_markup });
  },
);

function isCaptionable({ photo, document, voice, audio, video, animation }: Message): boolean {
  return [photo, document, voice, audio, video, animation].some((media) => media !== undefined);
}

const editMessageReplyMarkup = defineMethod(
  "editMessageReplyMarkup",
  z.object(editing),
  (emulator, input) => {
    const found = findOwn(emulator, input);
    const { message: base } = found;
    return applyEdit(emulator, found, { base, content: {}, markup: input.reply_markup });
  },
);

export const editMethods: readonly Method[] = [
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
];
