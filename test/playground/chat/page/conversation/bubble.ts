/** One bubble: who, what it answers, media, words, time. Clicks are handled by the conversation. */
import type { Invoice } from "grammy/types";
import type { SimMessage } from "../../../../emulators/telegram/control.ts";
import { avatar } from "../dom/avatar.ts";
import { box, type Child, element } from "../dom/element.ts";
import { senderName, toneOf } from "../model/people.ts";
import { summaryOf } from "../model/summary.ts";
import { renderEntities } from "../rich/entities.ts";
import { renderBlocks } from "../rich/render-blocks.ts";
import { keyboardButton } from "../rich/rich-button.ts";
import { forwardHeader, replyHeader } from "./bubble-headers.ts";
import { mediaOf } from "./media.ts";
import { metaLine } from "./meta-line.ts";
import type { BubbleRow } from "./timeline.ts";

export type BubbleContext = {
  readonly isOutgoing: boolean;
  /** Groups show names and faces of the others. */
  readonly showsSender: boolean;
  /** The bot has reacted to it in some way since. */
  readonly isRead: boolean;
  readonly reaction: string | undefined;
};

const richBody = ({ rich_message: rich }: SimMessage): HTMLElement | null => {
  if (!rich) return null;
  const direction = rich.is_rtl ? "rtl" : "auto";
  return element("div", { class: "rich", dir: direction }, ...renderBlocks(rich.blocks));
};

const plainBody = (messages: BubbleRow["messages"]): HTMLElement | null => {
  const speaking = messages.find((message) => message.text ?? message.caption);
  if (!speaking) return null;
  const entities = speaking.entities ?? speaking.caption_entities;
  const words = renderEntities(speaking.text ?? speaking.caption ?? "", entities);
  return element("div", { class: "prose", dir: "auto" }, ...words);
};

const priceOf = ({ total_amount: amount, currency }: Invoice): string =>
  currency === "XTR" ? `⭐ ${amount}` : `${amount / 100} ${currency}`;

const invoiceBody = ({ invoice }: SimMessage): HTMLElement | null =>
  invoice === undefined
    ? null
    : box(
        "prose invoice",
        element("strong", {}, invoice.title),
        element("p", {}, invoice.description),
      );

/** Telegram sets it below every invoice that brings no buttons of its own. */
const payButton = ({ invoice }: SimMessage): HTMLElement | null => {
  if (invoice === undefined) return null;
  const label = element("span", {}, `Pay ${priceOf(invoice)}`);
  const pay = element("button", { type: "button", class: "key", "data-pay": "stars" }, label);
  return box("keyboard", box("keyboard-row", pay));
};

const unknownBody = (): HTMLElement => box("prose unknown", "This message cannot be shown here.");

/** The time sits in the last line of the words when there is room, else on a line of its own. */
const withMeta = (body: HTMLElement | null, meta: HTMLElement): Child[] => {
  const lastBlock = body?.classList.contains("rich") ? body.lastElementChild : body;
  if (lastBlock && (lastBlock === body || lastBlock.localName === "p")) {
    lastBlock.append(meta);
    return [body];
  }
  return [body, meta];
};

const inlineKeyboard = (message: SimMessage): HTMLElement | null => {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows || rows.length === 0) return null;
  return box("keyboard", ...rows.map((row) => box("keyboard-row", ...row.map(keyboardButton))));
};

const sender = (message: SimMessage): HTMLElement =>
  box(`sender ${toneOf(message.from?.id ?? 0)}`, senderName(message));

const bubbleClass = (media: HTMLElement | null, body: HTMLElement | null): string => {
  const visual = media?.classList.contains("visual") ?? false;
  return `bubble${visual ? " has-visual" : ""}${visual && !body ? " only-visual" : ""}`;
};

export const bubble = (row: BubbleRow, context: BubbleContext): HTMLElement => {
  const [message] = row.messages;
  const { isOutgoing, showsSender } = context;
  const media = mediaOf(row.messages);
  const body =
    richBody(message) ??
    plainBody(row.messages) ??
    invoiceBody(message) ??
    (media ? null : unknownBody());
  const content = box(
    bubbleClass(media, body),
    showsSender && !isOutgoing && row.isFirst && sender(message),
    forwardHeader(message),
    replyHeader(message),
    media,
    ...withMeta(body, metaLine(message, context)),
  );
  const position = `${row.isFirst ? " first" : ""}${row.isLast ? " last" : ""}`;
  return element(
    "article",
    {
      class: `message ${isOutgoing ? "out" : "in"}${position}`,
      "data-message-id": message.message_id,
      tabindex: -1,
      "aria-label": `${senderName(message)}: ${summaryOf(message)}`,
    },
    showsSender &&
      !isOutgoing &&
      box("face", row.isLast && avatar(message.from?.id ?? 0, senderName(message))),
    box("stack", content, inlineKeyboard(message) ?? payButton(message)),
  );
};
