/** The last step of every send… method: flood limits, the message itself, the news to the pages. */
import type { Message } from "grammy/types";
import type { SimChat } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiBot } from "../world/api-objects.ts";
import { postMessage } from "../world/post-message.ts";
import { richKey, simMessage } from "../world/snapshot.ts";
import type { Sending } from "./fields.ts";
import { checkMarkup, forceReplyOf } from "./reply-markup.ts";
import { resolveReply, resolveTopic } from "./target.ts";

export type Outgoing = {
  readonly chat: SimChat;
  readonly content: Partial<Message>;
  /** What a rich message was written as, for the pages. */
  readonly richSource?: string | undefined;
};

export function sendAsBot(emulator: Emulator, input: Sending, outgoing: Outgoing): Message {
  const send = prepareSend(emulator, input, { chat: outgoing.chat, count: 1 });
  return send(outgoing.content, outgoing.richSource);
}

type Send = (content: Partial<Message>, richSource?: string) => Message;

/** Checks everything about a send but its content, pays for `count` messages, and gives the sender. */
export function prepareSend(
  emulator: Emulator,
  input: Sending,
  { chat, count }: { readonly chat: SimChat; readonly count: number },
): Send {
  const { world } = emulator;
  const topicId = resolveTopic(chat, input.message_thread_id);
  const { replyTo, quote } = resolveReply(world, chat, input);
  const markup = checkMarkup(input.reply_markup);
  const forceReply = forceReplyOf(input.reply_markup);
  emulator.flood.takeMessages(chat, count);
  const common: Partial<Message> = {
    ...(quote === undefined ? {} : { quote }),
    ...(markup === undefined ? {} : { reply_markup: markup }),
    ...(input.protect_content ? { has_protected_content: true as const } : {}),
  };
  return (fields, richSource) => {
    const content = { ...fields, ...common };
    const from = apiBot(world.bot);
    const message = postMessage(world, { chat, from, topicId, replyTo, content });
    if (richSource !== undefined) world.richSources.set(richKey(message), richSource);
    const news = simMessage(world, message);
    world.events.emit({ type: "message", message: forceReply ? { ...news, forceReply } : news });
    return message;
  };
}

export function announce(emulator: Emulator, type: "message" | "edit", message: Message): void {
  emulator.world.events.emit({ type, message: simMessage(emulator.world, message) });
}
