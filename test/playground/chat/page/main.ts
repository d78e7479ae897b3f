/** The chat page: a Telegram client on top of the emulator's control protocol. */
import { keepAddress } from "./address.ts";
import { createAnnouncer } from "./announcer.ts";
import { createConversation } from "./conversation/conversation.ts";
import { box } from "./dom/element.ts";
import { toast } from "./dom/toast.ts";
import { createChatList } from "./list/chat-list.ts";
import { createActions } from "./model/actions.ts";
import { emptyData } from "./model/chat-data.ts";
import { createEventSink } from "./model/event-sink.ts";
import { followEvents } from "./model/events.ts";
import { createStore } from "./model/store.ts";
import { initialView } from "./model/view-state.ts";

const store = createStore({ data: emptyData, view: initialView });
const actions = createActions(store, toast);
const chatList = createChatList(store, actions);
const conversation = createConversation(store, actions);
const announcer = createAnnouncer();
const app = box("app", chatList.root, conversation.root);

document.body.append(app, announcer.root);

store.subscribe((state) => {
  app.classList.toggle("chat-open", state.view.open !== null);
  chatList.update(state);
  conversation.update(state);
});

keepAddress(store, actions);
followEvents(createEventSink(store, announcer.say));
