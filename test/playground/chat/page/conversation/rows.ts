/** Rows of the timeline as keyed items: what each depends on, and how it is built. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import type { KeyedItem } from "../dom/keyed-list.ts";
import { reactionKey } from "../model/chat-data.ts";
import { speakerOf } from "../model/people.ts";
import { type Place, placeKey } from "../model/place.ts";
import { dayText } from "../model/time-text.ts";
import type { State } from "../model/view-state.ts";
import { bubble } from "./bubble.ts";
import { type BubbleRow, type Row, timeline } from "./timeline.ts";

type Scene = {
  readonly state: State;
  readonly chat: SimChat;
  readonly speakerId: number;
  /** The newest thing the bot said; what stands before it has been read. */
  readonly botMessageId: number;
  readonly botIsBusy: boolean;
};

const bubbleItem = (row: BubbleRow, scene: Scene): KeyedItem => {
  const [message] = row.messages;
  const context = {
    isOutgoing: message.from?.id === scene.speakerId,
    showsSender: scene.chat.type !== "private",
    isRead: scene.botIsBusy || message.message_id < scene.botMessageId,
    reaction: scene.state.data.reactions.get(reactionKey(message.chat.id, message.message_id)),
  };
  return {
    key: row.key,
    inputs: [...row.messages, row.isFirst, row.isLast, ...Object.values(context)],
    build: () => bubble(row, context),
  };
};

const rowItem = (row: Row, scene: Scene): KeyedItem => {
  switch (row.kind) {
    case "day": {
      const text = dayText(row.unixSeconds, Date.now());
      return {
        key: row.key,
        inputs: [text],
        build: () => box("day", element("span", {}, text)),
      };
    }
    case "service":
      return {
        key: row.key,
        inputs: [row.text],
        build: () => box("service", element("span", {}, row.text)),
      };
    case "bubble":
      return bubbleItem(row, scene);
  }
};

/** The newest `limit` messages of a place. */
export const rowItems = (state: State, chat: SimChat, place: Place, limit: number): KeyedItem[] => {
  const key = placeKey(place);
  const messages = (state.data.messages.get(key) ?? []).slice(-limit);
  const fromBot = messages.findLast((message) => message.from?.id === state.data.bot.id);
  const scene: Scene = {
    state,
    chat,
    speakerId: speakerOf(state, chat),
    botMessageId: fromBot?.message_id ?? 0,
    botIsBusy: state.data.drafts.has(key) || state.data.actions.has(key),
  };
  return timeline(messages).map((row) => rowItem(row, scene));
};
