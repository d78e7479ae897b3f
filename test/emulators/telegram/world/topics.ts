/** Forum topics: opening one leaves a service message whose id names the topic. */
import type { Message, User } from "grammy/types";
import type { SimChat, SimTopic } from "../control.ts";
import { postMessage } from "./post-message.ts";
import type { World } from "./world.ts";

export type NewTopic = { readonly name: string; readonly by: User };

export type OpenedTopic = { readonly topic: SimTopic; readonly message: Message };

export function openTopic(world: World, chat: SimChat, { name, by }: NewTopic): OpenedTopic {
  const content = { forum_topic_created: { name, icon_color: 7322096 as const } };
  const opening = postMessage(world, { chat, from: by, content });
  const id = opening.message_id;
  const message: Message = { ...opening, message_thread_id: id, is_topic_message: true };
  world.messages.put(message);
  const topic = { id, name };
  world.putChat({ ...chat, topics: [...chat.topics, topic] });
  return { topic, message };
}

/** False where the chat has no such topic. Its messages go with it. */
export function closeTopic(world: World, chat: SimChat, topicId: number): boolean {
  if (!chat.topics.some((topic) => topic.id === topicId)) return false;
  for (const message of world.messages.all()) {
    if (message.chat.id !== chat.id || message.message_thread_id !== topicId) continue;
    world.messages.delete(chat.id, message.message_id);
    world.events.emit({ type: "delete", chatId: chat.id, messageId: message.message_id });
  }
  world.putChat({ ...chat, topics: chat.topics.filter((topic) => topic.id !== topicId) });
  return true;
}
