/** What one row of the chat list shows, gathered over the topics of a forum. */
import type { SimChat, SimMessage } from "../../../../emulators/telegram/control.ts";
import { actionText } from "../model/action-text.ts";
import { senderName } from "../model/people.ts";
import { type Place, placeKey, placesOf } from "../model/place.ts";
import { summaryOf } from "../model/summary.ts";
import { type State, unreadCount } from "../model/view-state.ts";

export type ChatFacts = {
  readonly chat: SimChat;
  readonly last: SimMessage | undefined;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly line: string;
  readonly lineKind: "message" | "busy" | "unsent";
};

const busyText = ({ data }: State, places: readonly Place[]): string | null => {
  for (const place of places) {
    if (data.drafts.has(placeKey(place))) return "typing…";
    const action = data.actions.get(placeKey(place));
    if (action !== undefined) return `${actionText(action)}…`;
  }
  return null;
};

const lastLine = (chat: SimChat, last: SimMessage | undefined): string => {
  if (!last) return "No messages yet";
  const isService = last.from === undefined || chat.type === "private";
  return isService ? summaryOf(last) : `${senderName(last)}: ${summaryOf(last)}`;
};

export const chatFacts = (state: State, chat: SimChat): ChatFacts => {
  const places = placesOf(chat);
  const last = places
    .map((place) => state.data.messages.get(placeKey(place))?.at(-1))
    .filter((message) => message !== undefined)
    .sort((left, right) => right.message_id - left.message_id)[0];
  const isOpen = state.view.open?.chatId === chat.id;
  const unsent = places.map((place) => state.view.unsent.get(placeKey(place))).find(Boolean);
  const unread = places.reduce((sum, place) => sum + unreadCount(state, place), 0);
  const common = { chat, last, isOpen, unread };
  const busy = busyText(state, places);
  if (busy !== null) return { ...common, line: busy, lineKind: "busy" };
  if (unsent && !isOpen) return { ...common, line: unsent, lineKind: "unsent" };
  return { ...common, line: lastLine(chat, last), lineKind: "message" };
};
