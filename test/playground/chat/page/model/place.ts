/** A place is where one conversation happens: a chat, or one topic of a forum. */
import type { Message } from "grammy/types";
import type { SimChat } from "../../../../emulators/telegram/control.ts";

/** `topicId` is 0 outside topics and in a forum's General. */
export type Place = { readonly chatId: number; readonly topicId: number };

/** A forum's General topic has this id, but its messages carry none. */
const generalTopicId = 1;

export const placeKey = ({ chatId, topicId }: Place): string =>
  `${chatId}:${topicId === generalTopicId ? 0 : topicId}`;

/** The places of a chat with their names; one without a name where there are no topics. */
export const placesOf = (chat: SimChat): (Place & { readonly name: string })[] => [
  { chatId: chat.id, topicId: 0, name: chat.isForum ? "General" : "" },
  ...chat.topics
    .filter(({ id }) => id !== generalTopicId)
    .map(({ id, name }) => ({ chatId: chat.id, topicId: id, name })),
];

export const placeOf = (message: Message): Place => ({
  chatId: message.chat.id,
  topicId: message.is_topic_message ? (message.message_thread_id ?? 0) : 0,
});

export const samePlace = (left: Place | null, right: Place | null): boolean =>
  left?.chatId === right?.chatId && left?.topicId === right?.topicId;

/** The address bar keeps the open place: `#-100123/7`. */
export const placeToHash = ({ chatId, topicId }: Place): string =>
  topicId === 0 ? `#${chatId}` : `#${chatId}/${topicId}`;

export const placeFromHash = (hash: string): Place | null => {
  const found = /^#(-?\d+)(?:\/(\d+))?$/.exec(hash);
  return found ? { chatId: Number(found[1]), topicId: Number(found[2] ?? 0) } : null;
};
