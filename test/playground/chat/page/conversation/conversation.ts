/** The right side: header, messages, the growing draft, and the composer beneath. */
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { createComposer } from "../composer/composer.ts";
import { openNewTopicDialog } from "../dialogs/new-topic-dialog.ts";
import { box, closestData, element } from "../dom/element.ts";
import { createKeyedList } from "../dom/keyed-list.ts";
import { morphChildren } from "../dom/morph.ts";
import type { Actions } from "../model/actions.ts";
import { placeKey, samePlace } from "../model/place.ts";
import type { Store } from "../model/store.ts";
import type { State } from "../model/view-state.ts";
import { listenForClicks } from "./conversation-clicks.ts";
import { headerContent } from "./conversation-header.ts";
import { createDraftView } from "./draft-view.ts";
import { emptyHint } from "./empty-hint.ts";
import { listenForMenus } from "./message-keys.ts";
import { openMessageMenu } from "./message-menu.ts";
import { rowItems } from "./rows.ts";
import { createScroller } from "./scroller.ts";

/** How many messages are drawn at first, and added by "Show earlier messages". */
const pageLength = 150;

export const createConversation = (store: Store, actions: Actions) => {
  const header = element("header", { class: "conversation-header" });
  const list = box("rows");
  const earlier = element(
    "button",
    { type: "button", class: "earlier", hidden: true },
    "Show earlier messages",
  );
  const hint = box("hint-slot");
  const draft = createDraftView();
  const content = element("div", { class: "content" }, earlier, hint, list, draft.root);
  const viewport = element(
    "div",
    {
      class: "viewport",
      tabindex: 0,
      role: "log",
      "aria-live": "off",
      "aria-label": "Messages",
    },
    content,
  );
  const scroller = createScroller(viewport, content);
  const composer = createComposer(store, actions);
  const root = element(
    "main",
    { class: "conversation" },
    header,
    box("stage", viewport, scroller.jumpButton),
    composer.root,
  );
  const rows = createKeyedList(list);
  let limit = pageLength;
  let shownPlace = store.get().view.open;

  const messageAt = (node: Element): SimMessage | null => {
    const { open } = store.get().view;
    const holder = node.closest("[data-item-id], [data-message-id]");
    if (!open || !holder) return null;
    const id = Number(
      holder.getAttribute("data-item-id") ?? holder.getAttribute("data-message-id"),
    );
    const messages = store.get().data.messages.get(placeKey(open)) ?? [];
    return messages.find((message) => message.message_id === id) ?? null;
  };

  const jumpTo = (messageId: number): void => {
    const node = rows.nodeOf(`message:${messageId}`);
    if (!node) {
      actions.notify("That message is not here.");
      return;
    }
    node.scrollIntoView({ behavior: "smooth", block: "center" });
    node.setAttribute("data-ui-flash", "");
    node.addEventListener("animationend", () => node.removeAttribute("data-ui-flash"), {
      once: true,
    });
  };

  const update = (state: State): void => {
    const { open } = state.view;
    const chat = state.data.chats.find((other) => other.id === open?.chatId);
    root.classList.toggle("nothing-open", !open || !chat);
    if (!open || !chat) return;
    const moved = !samePlace(open, shownPlace);
    if (moved) limit = pageLength;
    shownPlace = open;
    const messages = state.data.messages.get(placeKey(open)) ?? [];
    morphChildren(header, headerContent(state, chat, open));
    earlier.hidden = messages.length <= limit;
    morphChildren(hint, messages.length === 0 ? [emptyHint(state, chat)] : []);
    const growing = state.data.drafts.get(placeKey(open));
    // The finished answer takes its draft's place; it must not be seen arriving a second time.
    const isStill = moved || (growing === undefined && !draft.root.hidden);
    rows.show(rowItems(state, chat, open, limit), isStill ? "still" : "animated");
    draft.show(growing);
    composer.update(state, chat, open);
    if (moved) scroller.toEnd();
  };

  listenForClicks(content, {
    actions,
    messageAt,
    jumpTo,
    sendText: (text) => {
      const { open } = store.get().view;
      if (open) void actions.send(open, text, []);
    },
    stopDraft: () => {
      const { view, data } = store.get();
      const current = view.open && data.drafts.get(placeKey(view.open));
      if (current) void actions.stop(current);
    },
  });
  listenForMenus(viewport, (node, point) => {
    const message = messageAt(node);
    if (message) openMessageMenu(message, point, { state: store.get(), actions });
  });
  earlier.addEventListener("click", () => {
    limit += pageLength;
    update(store.get());
  });
  header.addEventListener("click", (event) => {
    const { open } = store.get().view;
    const topic = closestData(event, "topic");
    if (closestData(event, "back")) actions.open(null);
    else if (open && topic) actions.open({ chatId: open.chatId, topicId: Number(topic.value) });
    else if (open && closestData(event, "new-topic")) {
      openNewTopicDialog((name) => void actions.createTopic(open.chatId, name));
    }
  });
  return { root, update };
};
