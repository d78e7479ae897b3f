/** The left side: every chat with its last words. */
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import { openNewChatDialog } from "../dialogs/new-chat-dialog.ts";
import { box, closestData, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { createKeyedList } from "../dom/keyed-list.ts";
import type { Actions } from "../model/actions.ts";
import type { Store } from "../model/store.ts";
import type { State } from "../model/view-state.ts";
import { type ChatFacts, chatFacts } from "./chat-facts.ts";
import { chatRow } from "./chat-row.ts";

const newestFirst = (left: ChatFacts, right: ChatFacts): number =>
  (right.last?.date ?? 0) - (left.last?.date ?? 0) ||
  (right.last?.message_id ?? 0) - (left.last?.message_id ?? 0);

const statusText = (state: State): string => {
  if (state.view.connection === "online") return `@${state.data.bot.username}`;
  return state.view.connection === "locked" ? "locked" : "connecting…";
};

const moveFocus = (list: HTMLElement, step: number): void => {
  const rows = [...list.querySelectorAll<HTMLElement>("[data-chat]")];
  const index = rows.findIndex((row) => row.matches(":focus"));
  rows[Math.min(rows.length - 1, Math.max(0, index + step))]?.focus();
};

export const createChatList = (store: Store, actions: Actions) => {
  const name = element("h1", {}, "Ferry");
  const status = box("status");
  const add = element(
    "button",
    { type: "button", class: "round", "aria-label": "New chat" },
    icon("add"),
  );
  const rows = element("nav", { class: "chats", "aria-label": "Chats" });
  const root = element(
    "aside",
    { class: "sidebar" },
    element("header", { class: "sidebar-header" }, box("facts", name, status), add),
    rows,
  );
  const list = createKeyedList(rows);

  const update = (state: State): void => {
    name.textContent = state.data.bot.firstName || "Ferry";
    status.textContent = statusText(state);
    status.classList.toggle("busy", state.view.connection !== "online");
    const facts = state.data.chats.map((chat) => chatFacts(state, chat)).sort(newestFirst);
    list.show(
      facts.map((row) => ({
        key: String(row.chat.id),
        inputs: Object.values(row),
        build: () => chatRow(row),
      })),
    );
  };

  const open = (chat: SimChat): void => actions.open({ chatId: chat.id, topicId: 0 });

  rows.addEventListener("click", (event) => {
    const found = closestData(event, "chat");
    const chat = store.get().data.chats.find(({ id }) => String(id) === found?.value);
    if (chat) open(chat);
  });
  rows.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    moveFocus(rows, event.key === "ArrowDown" ? 1 : -1);
  });
  add.addEventListener("click", () =>
    openNewChatDialog(store.get().data.users, (chat) => void actions.createChat(chat)),
  );
  return { root, update };
};
