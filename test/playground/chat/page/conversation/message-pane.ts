/** The scrolling part of a conversation: messages, the growing draft, the hint where nothing was said. */
import type { SimChat, SimMessage } from "../../../../emulators/telegram/control.ts";
import { box, element } from "../dom/element.ts";
import { createKeyedList } from "../dom/keyed-list.ts";
import { morphChildren } from "../dom/morph.ts";
import { type Place, placeKey, samePlace } from "../model/place.ts";
import type { State } from "../model/view-state.ts";
import { createDraftView } from "./draft-view.ts";
import { emptyHint } from "./empty-hint.ts";
import { rowItems } from "./rows.ts";
import { createScroller } from "./scroller.ts";

/** How many messages are drawn at first, and added by "Show earlier messages". */
const pageLength = 150;

type Shown = { readonly state: State; readonly chat: SimChat; readonly place: Place };

const messagesOf = ({ state, place }: Shown): readonly SimMessage[] =>
  state.data.messages.get(placeKey(place)) ?? [];

const flash = (node: Element): void => {
  node.scrollIntoView({ behavior: "smooth", block: "center" });
  node.setAttribute("data-ui-flash", "");
  const end = (): void => node.removeAttribute("data-ui-flash");
  node.addEventListener("animationend", end, { once: true });
};

export const createMessagePane = () => {
  const earlierLabel = "Show earlier messages";
  const earlier = element("button", { type: "button", class: "earlier" }, earlierLabel);
  const hint = box("hint-slot");
  const list = box("rows");
  const draft = createDraftView();
  const content = box("content", earlier, hint, list, draft.root);
  const log = { role: "log", "aria-live": "off", "aria-label": "Messages" };
  const viewport = element("div", { class: "viewport", tabindex: 0, ...log }, content);
  const scroller = createScroller(viewport, content);
  const rows = createKeyedList(list);
  let shown: Shown | null = null;
  let limit = pageLength;

  const show = (next: Shown): void => {
    const moved = !samePlace(next.place, shown?.place ?? null);
    if (moved) limit = pageLength;
    shown = next;
    const { state, chat, place } = next;
    const count = messagesOf(next).length;
    const growing = state.data.drafts.get(placeKey(place));
    // The finished answer takes its draft's place; it must not be seen arriving a second time.
    const isStill = moved || (growing === undefined && !draft.root.hidden);
    earlier.hidden = count <= limit;
    morphChildren(hint, count === 0 ? [emptyHint(state, chat)] : []);
    rows.show(rowItems(state, chat, place, limit), isStill ? "still" : "animated");
    draft.show(growing);
    if (moved) scroller.toEnd();
  };

  const showMore = (count: number): void => {
    limit += count;
    if (shown) show(shown);
  };

  const messageAt = (node: Element): SimMessage | null => {
    const holder = node.closest<HTMLElement>("[data-item-id], [data-message-id]");
    if (!shown || !holder) return null;
    const id = Number(holder.dataset.itemId ?? holder.dataset.messageId);
    return messagesOf(shown).find((message) => message.message_id === id) ?? null;
  };

  /** False where that message is not in this conversation (any more). */
  const jumpTo = (messageId: number): boolean => {
    const messages = shown ? messagesOf(shown) : [];
    const index = messages.findIndex((message) => message.message_id === messageId);
    if (index < 0) return false;
    if (messages.length - index > limit) showMore(messages.length);
    const selector = `[data-message-id="${messageId}"], [data-item-id="${messageId}"]`;
    const node = list.querySelector(selector);
    if (node) flash(node.closest(".message") ?? node);
    return true;
  };

  earlier.addEventListener("click", () => showMore(pageLength));
  const root = box("stage", viewport, scroller.jumpButton);
  return { root, content, viewport, show, messageAt, jumpTo };
};
