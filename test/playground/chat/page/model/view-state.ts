/** What this reader has open and half-written; the emulator knows nothing of it. */
import type { ChatData } from "./chat-data.ts";
import { type Place, placeKey } from "./place.ts";

/** `locked`: the server answers, but not to us; its printed address carries the key. */
export type Connection = "connecting" | "online" | "locked";

export type ComposeTarget =
  | { readonly kind: "new" }
  | { readonly kind: "reply"; readonly messageId: number }
  | { readonly kind: "edit"; readonly messageId: number };

export type ViewState = {
  readonly connection: Connection;
  readonly open: Place | null;
  /** Who speaks, by chat: only groups have a choice. */
  readonly speakers: ReadonlyMap<number, number>;
  readonly target: ComposeTarget;
  /** The last message seen, by place. */
  readonly lastRead: ReadonlyMap<string, number>;
  /** What was typed and not sent, by place. */
  readonly unsent: ReadonlyMap<string, string>;
};

export const initialView: ViewState = {
  connection: "connecting",
  open: null,
  speakers: new Map(),
  target: { kind: "new" },
  lastRead: new Map(),
  unsent: new Map(),
};

export type State = { readonly data: ChatData; readonly view: ViewState };

const lastId = (data: ChatData, key: string): number =>
  data.messages.get(key)?.at(-1)?.message_id ?? 0;

/** Everything there counts as read: at the first sight of a chat, and while it is open. */
export const markRead = ({ data, view }: State, keys: Iterable<string>): ViewState => {
  const lastRead = new Map(view.lastRead);
  for (const key of keys) lastRead.set(key, lastId(data, key));
  return { ...view, lastRead };
};

export const openPlace = ({ data, view }: State, place: Place | null): ViewState => {
  const opened: ViewState = { ...view, open: place, target: { kind: "new" } };
  return place ? markRead({ data, view: opened }, [placeKey(place)]) : opened;
};

export const unreadCount = ({ data, view }: State, place: Place): number => {
  const key = placeKey(place);
  const seen = view.lastRead.get(key) ?? 0;
  return (data.messages.get(key) ?? []).filter(
    (message) => message.message_id > seen && message.from?.id === data.bot.id,
  ).length;
};
