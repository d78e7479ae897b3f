/** The bar over a conversation: who it is, what they are doing, and the topics of a forum. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { avatar } from "../dom/avatar.ts";
import { box, type Child, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { actionText } from "../model/action-text.ts";
import { type Place, placeKey, placesOf } from "../model/place.ts";
import { type State, unreadCount } from "../model/view-state.ts";

const quietLine = ({ data }: State, chat: SimChat): string => {
  if (chat.type === "private") return `talks with @${data.bot.username}`;
  const names = data.users
    .filter((user) => chat.memberIds.includes(user.id))
    .map((user) => user.firstName);
  return [...names, data.bot.firstName].join(", ");
};

const statusLine = (state: State, chat: SimChat, place: Place): HTMLElement => {
  if (state.view.connection === "locked") {
    return box("status busy", "open the address that npm start printed");
  }
  if (state.view.connection === "connecting") return box("status busy", "connecting…");
  const key = placeKey(place);
  const action = state.data.drafts.has(key) ? "typing" : state.data.actions.get(key);
  if (action === undefined) return box("status", quietLine(state, chat));
  return box("status busy", `${state.data.bot.firstName} is ${actionText(action)}…`);
};

const topicTab = (state: State, place: Place, name: string): HTMLElement => {
  const isOpen = place.topicId === state.view.open?.topicId;
  const unread = unreadCount(state, place);
  return element(
    "button",
    {
      type: "button",
      class: "topic",
      "data-topic": place.topicId,
      "aria-pressed": String(isOpen),
    },
    name,
    unread > 0 && element("span", { class: "badge" }, String(unread)),
  );
};

const topicBar = (state: State, chat: SimChat): HTMLElement =>
  element(
    "nav",
    { class: "topics", "aria-label": "Topics" },
    ...placesOf(chat).map((place) => topicTab(state, place, place.name)),
    element(
      "button",
      {
        type: "button",
        class: "topic add",
        "data-new-topic": true,
        "aria-label": "New topic",
      },
      icon("add"),
    ),
  );

/** What the header shows now, to be morphed into the one on screen. */
export const headerContent = (state: State, chat: SimChat, place: Place): Node[] => {
  const back = element(
    "button",
    {
      type: "button",
      class: "round back",
      "data-back": true,
      "aria-label": "Back to chats",
    },
    icon("back"),
  );
  const facts: Child[] = [element("h1", {}, chat.title), statusLine(state, chat, place)];
  const bar = box("bar", back, avatar(chat.id, chat.title), box("facts", ...facts));
  return chat.isForum ? [bar, topicBar(state, chat)] : [bar];
};
