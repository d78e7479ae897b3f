/** sendChatAction, setMessageReaction, answerCallbackQuery. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { GENERAL_TOPIC } from "../world/post-message.ts";
import { bool, int, json, place } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { resolveChat, resolveTopic } from "./target.ts";

const ACTIONS: ReadonlySet<string> = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);

const sendChatAction = defineMethod(
  "sendChatAction",
  z.object({ ...place, action: z.string().default("") }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    if (!ACTIONS.has(input.action)) throw badRequest("wrong parameter action in request");
    const isGeneral = chat.isForum && input.message_thread_id === GENERAL_TOPIC;
    const topicId = isGeneral ? GENERAL_TOPIC : (resolveTopic(chat, input.message_thread_id) ?? 0);
    world.events.emit({ type: "action", chatId: chat.id, topicId, action: input.action });
    return true;
  },
);

/** The emoji Telegram offers as reactions [ReactionTypeEmoji doc]. */
const REACTIONS: ReadonlySet<string> = new Set(
  Array.from(
    new Intl.Segmenter("en", { granularity: "grapheme" }).segment(
      "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳❤‍🔥🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👨‍💻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷‍♂🤷🤷‍♀😡",
    ),
    (part) => part.segment,
  ),
);

const reaction = z.looseObject({ type: z.string(), emoji: z.string().optional() });

const setMessageReaction = defineMethod(
  "setMessageReaction",
  z.object({
    ...place,
    message_id: int,
    reaction: json(z.array(reaction)).default([]),
    is_big: bool.optional(),
  }),
  ({ world }, input) => {
    const chat = resolveChat(world, input.chat_id);
    if (world.messages.get(chat.id, input.message_id) === undefined) {
      throw badRequest("message to react not found");
    }
    if (input.reaction.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    const emoji = input.reaction[0]?.emoji ?? null;
    if (input.reaction.length === 1 && (emoji === null || !REACTIONS.has(emoji))) {
      throw badRequest("REACTION_INVALID");
    }
    world.events.emit({ type: "reaction", chatId: chat.id, messageId: input.message_id, emoji });
    return true;
  },
);

const MAX_ANSWER = 200;

const answerCallbackQuery = defineMethod(
  "answerCallbackQuery",
  z.object({
    callback_query_id: z.string(),
    text: z.string().optional(),
    show_alert: bool.default(false),
    url: z.string().optional(),
    cache_time: int.optional(),
  }),
  ({ world }, input) => {
    const { text, url } = input;
    if (text !== undefined && text.length > MAX_ANSWER) throw badRequest("MESSAGE_TOO_LONG");
    const answer = {
      ...(text ? { text } : {}),
      showAlert: input.show_alert,
      ...(url ? { url } : {}),
    };
    const userId = world.callbacks.answer(input.callback_query_id, answer);
    if (userId === null) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    world.events.emit({ type: "callback_answer", userId, answer });
    return true;
  },
);

export const interactionMethods: readonly Method[] = [
  sendChatAction,
  setMessageReaction,
  answerCallbackQuery,
];
