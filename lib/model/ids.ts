/** The names of things: plain numbers and strings, branded so that one is never taken for another. */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type UpdateId = Branded<number, "UpdateId">;
export type MessageId = Branded<number, "MessageId">;
export type ChatId = Branded<number, "ChatId">;
export type UserId = Branded<number, "UserId">;
/** Forum topic (`message_thread_id`); 0 where the chat has no topics. */
export type TopicId = Branded<number, "TopicId">;
export type ThreadId = Branded<string, "ThreadId">;
export type TurnId = Branded<string, "TurnId">;

/** One conversation: in a group each user has a private context per topic (design §1). */
export type ThreadAddress = {
  readonly chatId: ChatId;
  readonly topicId: TopicId;
  readonly userId: UserId;
};

/** Text form `chat:topic:user`; injective, because the parts are whole numbers. */
export function threadId(address: ThreadAddress): ThreadId {
  return `${address.chatId}:${address.topicId}:${address.userId}` as ThreadId;
}

const threadIdForm = /^(-?\d{1,16}):(\d{1,16}):(-?\d{1,16})$/;

/** Null for any other spelling of the numbers too: one conversation has one name. */
export function parseThreadId(text: string): ThreadAddress | null {
  const match = threadIdForm.exec(text);
  if (!match) return null;
  const [chatId, topicId, userId] = match.slice(1).map(Number);
  const address = {
    chatId: chatId as ChatId,
    topicId: topicId as TopicId,
    userId: userId as UserId,
  };
  return threadId(address) === text ? address : null;
}
