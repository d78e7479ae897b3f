/** The right side: header, messages, and the composer beneath. */
import { createComposer } from "../composer/composer.ts";
import { openNewTopicDialog } from "../dialogs/new-topic-dialog.ts";
import { closestData, element } from "../dom/element.ts";
import { morphChildren } from "../dom/morph.ts";
import type { Actions } from "../model/actions.ts";
import { placeKey } from "../model/place.ts";
import type { Store } from "../model/store.ts";
import type { State } from "../model/view-state.ts";
import { listenForClicks } from "./conversation-clicks.ts";
import { headerContent } from "./conversation-header.ts";
import { listenForMenus } from "./message-keys.ts";
import { openMessageMenu } from "./message-menu.ts";
import { createMessagePane } from "./message-pane.ts";

const createHeader = (store: Store, actions: Actions): HTMLElement => {
  const header = element("header", { class: "conversation-header" });
  header.addEventListener("click", (event) => {
    const { open } = store.get().view;
    const topic = closestData(event, "topic");
    if (closestData(event, "back")) actions.open(null);
    else if (open && topic) actions.open({ chatId: open.chatId, topicId: Number(topic.value) });
    else if (open && closestData(event, "new-topic")) {
      openNewTopicDialog((name) => void actions.createTopic(open.chatId, name));
    }
  });
  return header;
};

export const createConversation = (store: Store, actions: Actions) => {
  const header = createHeader(store, actions);
  const pane = createMessagePane();
  const composer = createComposer(store, actions);
  const root = element("main", { class: "conversation" }, header, pane.root, composer.root);

  listenForClicks(pane.content, {
    actions,
    messageAt: pane.messageAt,
    jumpTo: (messageId) => {
      if (!pane.jumpTo(messageId)) actions.notify("That message is not here.");
    },
    sendText: (text) => {
      const { open: place } = store.get().view;
      if (place) void actions.send({ place, text, files: [], target: { kind: "new" } });
    },
    stopDraft: () => {
      const { view, data } = store.get();
      const draft = view.open && data.drafts.get(placeKey(view.open));
      if (draft) void actions.stop(draft);
    },
  });
  listenForMenus(pane.viewport, (node, point) => {
    const message = pane.messageAt(node);
    if (message) openMessageMenu(message, point, { state: store.get(), actions });
  });

  const update = (state: State): void => {
    const { open: place } = state.view;
    const chat = state.data.chats.find((other) => other.id === place?.chatId);
    root.classList.toggle("nothing-open", !chat);
    if (!place || !chat) return;
    morphChildren(header, headerContent(state, chat, place));
    pane.show({ state, chat, place });
    composer.update(state, chat, place);
  };
  return { root, update };
};
