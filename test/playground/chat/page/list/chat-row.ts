/** One chat in the list: face, name, last words, time, unread. */
import { avatar } from "../dom/avatar.ts";
import { box, element } from "../dom/element.ts";
import { listTimeText } from "../model/time-text.ts";
import type { ChatFacts } from "./chat-facts.ts";

export const chatRow = ({ chat, last, isOpen, unread, line, lineKind }: ChatFacts): HTMLElement =>
  element(
    "button",
    {
      type: "button",
      class: "chat-row",
      "data-chat": chat.id,
      "aria-current": isOpen ? "page" : undefined,
    },
    avatar(chat.id, chat.title),
    box(
      "chat-row-facts",
      box(
        "chat-row-top",
        element("span", { class: "chat-title" }, chat.title),
        last && element("time", {}, listTimeText(last.date, Date.now())),
      ),
      box(
        "chat-row-bottom",
        element(
          "span",
          { class: `chat-line is-${lineKind}` },
          lineKind === "unsent" && element("b", {}, "Draft: "),
          line,
        ),
        unread > 0 &&
          element("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)),
      ),
    ),
  );
