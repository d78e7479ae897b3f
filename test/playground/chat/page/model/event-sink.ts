/** Carries events into the store, and minds what follows from them: reading, actions that end, news. */
import type { ChatEvent, SimMessage } from "../../../../emulators/telegram/control.ts";
import { applyEvent, endAction } from "./chat-data.ts";
import type { EventSink } from "./events.ts";
import { senderName } from "./people.ts";
import { type Place, placeKey, placeOf, samePlace } from "./place.ts";
import type { Store } from "./store.ts";
import { summaryOf } from "./summary.ts";
import { markRead, type State, type ViewState } from "./view-state.ts";

/** A chat action is shown for five seconds or less (Bot API, sendChatAction). */
const actionMs = 5000;

const afterSnapshot = (state: State, isFirst: boolean): ViewState => {
  if (isFirst) return markRead(state, state.data.messages.keys());
  return state.view.open ? markRead(state, [placeKey(state.view.open)]) : state.view;
};

const afterMessage = (state: State, message: SimMessage): ViewState => {
  const place = placeOf(message);
  if (!samePlace(place, state.view.open)) return state.view;
  const view = markRead(state, [placeKey(place)]);
  if (!message.forceReply) return view;
  return { ...view, target: { kind: "reply", messageId: message.message_id } };
};

const viewAfter = (state: State, event: ChatEvent, isFirst: boolean): ViewState => {
  if (event.type === "snapshot") return afterSnapshot(state, isFirst);
  if (event.type === "message") return afterMessage(state, event.message);
  return state.view;
};

export const createEventSink = (store: Store, say: (text: string) => void): EventSink => {
  const endings = new Map<string, ReturnType<typeof setTimeout>>();
  let isFirst = true;

  const endLater = (place: Place): void => {
    const key = placeKey(place);
    clearTimeout(endings.get(key));
    const end = (): void => store.change(({ data }) => ({ data: endAction(data, place) }));
    endings.set(key, setTimeout(end, actionMs));
  };

  const event = (happened: ChatEvent): void => {
    store.change(({ data, view }) => {
      const next = { data: applyEvent(data, happened), view };
      return { data: next.data, view: viewAfter(next, happened, isFirst) };
    });
    if (happened.type === "snapshot") isFirst = false;
    if (happened.type === "action") endLater(happened);
    if (happened.type === "message" && happened.message.from?.id === store.get().data.bot.id) {
      say(`${senderName(happened.message)}: ${summaryOf(happened.message)}`);
    }
  };

  return {
    event,
    connection: (connection) => {
      if (store.get().view.connection === connection) return;
      store.change(({ view }) => ({ view: { ...view, connection } }));
    },
  };
};
