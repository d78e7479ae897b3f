/** Puts a message into a chat: the one place where message objects are born. */
import type { Message, User } from "grammy/types";
import type { SimChat } from "../control.ts";
import { apiChat } from "./api-objects.ts";
import type { World } from "./world.ts";

/** The topic every forum has; its messages carry no message_thread_id. */
export const GENERAL_TOPIC = 1;

export type Post = {
  readonly chat: SimChat;
  readonly from: User;
  readonly topicId?: number | undefined;
  readonly replyTo?: Message | undefined;
  /** Text, media, markup, quote, forward origin: everything that is not about place and time. */
  readonly content: Partial<Message>;
};

export function postMessage(world: World, post: Post): Message {
  const message: Message = {
    message_id: world.messages.nextId(post.chat),
    from: post.from,
    chat: apiChat(world, post.chat),
    date: Math.floor(world.now() / 1000),
    ...threadFields(post),
    ...replyFields(world, post),
    ...post.content,
  };
  world.messages.put(message);
  if (post.from.is_bot) world.drafts.clear(post.chat.id, post.topicId ?? 0);
  return message;
}

function threadFields({ chat, topicId }: Post): Partial<Message> {
  if (!chat.isForum || topicId === undefined || topicId === GENERAL_TOPIC) return {};
  return { message_thread_id: topicId, is_topic_message: true };
}

/** A message in a topic that answers nothing "replies" to the service message that opened the topic. */
function replyFields(world: World, { chat, topicId, replyTo }: Post): Partial<Message> {
  const target = replyTo ?? world.messages.get(chat.id, chat.isForum ? (topicId ?? 0) : 0);
  if (target === undefined) return {};
  const { reply_to_message: _nested, ...flat } = target;
  return { reply_to_message: flat as NonNullable<Message["reply_to_message"]> };
}
