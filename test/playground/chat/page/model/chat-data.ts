/** What the emulator told us, and how each of its events changes it. Pure: no DOM, no clock. */
import type {
  ChatEvent,
  Draft,
  SimChat,
  SimMessage,
  SimUser,
  Snapshot,
} from "../../../../emulators/telegram/control.ts";
import { type Place, placeKey, placeOf } from "./place.ts";

export type ChatData = {
  readonly bot: Snapshot["bot"];
  readonly users: readonly SimUser[];
  readonly chats: readonly SimChat[];
  /** By place, in order of message id. */
  readonly messages: ReadonlyMap<string, readonly SimMessage[]>;
  readonly drafts: ReadonlyMap<string, Draft>;
  /** "typing", "upload_photo" …: what the bot is seen doing, by place. */
  readonly actions: ReadonlyMap<string, string>;
  /** By `chat:message`. */
  readonly reactions: ReadonlyMap<string, string>;
  readonly commands: Snapshot["commands"];
};

export const emptyData: ChatData = {
  bot: { id: 0, username: "", firstName: "" },
  users: [],
  chats: [],
  messages: new Map(),
  drafts: new Map(),
  actions: new Map(),
  reactions: new Map(),
  commands: [],
};

export const reactionKey = (chatId: number, messageId: number): string => `${chatId}:${messageId}`;

const withEntry = <Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): Map<string, Value> => new Map(map).set(key, value);

const withoutEntry = <Value>(map: ReadonlyMap<string, Value>, key: string): Map<string, Value> => {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
};

const withMessage = (list: readonly SimMessage[], message: SimMessage): SimMessage[] => {
  const known = list.findIndex((other) => other.message_id === message.message_id);
  if (known >= 0) return list.with(known, message);
  return [...list, message].sort((left, right) => left.message_id - right.message_id);
};

const storeMessage = (data: ChatData, message: SimMessage): ChatData => {
  const key = placeKey(placeOf(message));
  const messages = withEntry(
    data.messages,
    key,
    withMessage(data.messages.get(key) ?? [], message),
  );
  return { ...data, messages };
};

const removeMessage = (data: ChatData, chatId: number, messageId: number): ChatData => {
  const messages = new Map(data.messages);
  for (const [key, list] of messages) {
    if (!key.startsWith(`${chatId}:`)) continue;
    messages.set(
      key,
      list.filter((message) => message.message_id !== messageId),
    );
  }
  return { ...data, messages };
};

const fromSnapshot = (data: ChatData, snapshot: Snapshot): ChatData => {
  const messages = new Map<string, SimMessage[]>();
  for (const message of snapshot.messages) {
    const key = placeKey(placeOf(message));
    messages.set(key, withMessage(messages.get(key) ?? [], message));
  }
  return {
    bot: snapshot.bot,
    users: snapshot.users,
    chats: snapshot.chats,
    messages,
    drafts: new Map(snapshot.drafts.map((draft) => [placeKey(draft), draft])),
    actions: new Map(),
    reactions: data.reactions,
    commands: snapshot.commands,
  };
};

const withReaction = (data: ChatData, key: string, emoji: string | null): ChatData => ({
  ...data,
  reactions:
    emoji === null ? withoutEntry(data.reactions, key) : withEntry(data.reactions, key, emoji),
});

const withChat = (data: ChatData, chat: SimChat): ChatData => ({
  ...data,
  chats: data.chats.some((other) => other.id === chat.id)
    ? data.chats.map((other) => (other.id === chat.id ? chat : other))
    : [...data.chats, chat],
});

/** The bot's action ends when it says something, or after Telegram's five seconds. */
export const endAction = (data: ChatData, place: Place): ChatData =>
  data.actions.has(placeKey(place))
    ? { ...data, actions: withoutEntry(data.actions, placeKey(place)) }
    : data;

/** A real message from the bot ends its draft and its action. */
const withNews = (data: ChatData, message: SimMessage): ChatData => {
  const stored = storeMessage(data, message);
  if (message.from?.id !== data.bot.id) return stored;
  const place = placeOf(message);
  return endAction({ ...stored, drafts: withoutEntry(stored.drafts, placeKey(place)) }, place);
};

export const applyEvent = (data: ChatData, event: ChatEvent): ChatData => {
  switch (event.type) {
    case "snapshot":
      return fromSnapshot(data, event.snapshot);
    case "message":
      return withNews(data, event.message);
    case "edit":
      return storeMessage(data, event.message);
    case "delete":
      return removeMessage(data, event.chatId, event.messageId);
    case "draft":
      return endAction(
        {
          ...data,
          drafts: withEntry(data.drafts, placeKey(event.draft), event.draft),
        },
        event.draft,
      );
    case "draft_gone":
      return { ...data, drafts: withoutEntry(data.drafts, placeKey(event)) };
    case "action":
      return {
        ...data,
        actions: withEntry(data.actions, placeKey(event), event.action),
      };
    case "reaction":
      return withReaction(data, reactionKey(event.chatId, event.messageId), event.emoji);
    case "callback_answer":
      return data;
    case "chat":
      return withChat(data, event.chat);
    case "commands":
      return { ...data, commands: event.commands };
  }
};
