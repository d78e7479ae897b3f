/** The small print of a bubble: reaction, "edited", time and ticks. */
import type { Message } from "grammy/types";
import { element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { timeText } from "../model/time-text.ts";
import type { BubbleContext } from "./bubble.ts";

const ticks = (isRead: boolean): HTMLElement =>
  element(
    "span",
    { class: "ticks", role: "img", "aria-label": isRead ? "Read" : "Sent" },
    icon(isRead ? "checks" : "check"),
  );

export const metaLine = (message: Message, context: BubbleContext): HTMLElement =>
  element(
    "span",
    { class: "meta" },
    context.reaction !== undefined && element("span", { class: "reaction" }, context.reaction),
    message.edit_date !== undefined && element("span", { class: "edited" }, "edited"),
    element("time", {}, timeText(message.date)),
    context.isOutgoing && ticks(context.isRead),
  );
