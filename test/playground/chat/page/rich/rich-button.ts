/** Buttons: below a message and inside rich text they offer the same few actions. */
import type { InlineKeyboardButton, RichMessageButton } from "grammy/types";
import { type Attributes, type Child, element } from "../dom/element.ts";
import { renderText } from "./render-text.ts";

const actionOf = (button: InlineKeyboardButton | RichMessageButton): Attributes => {
  if ("callback_data" in button) return { "data-callback": button.callback_data };
  if ("url" in button) return { "data-open-url": button.url };
  if ("copy_text" in button) return { "data-copy-text": button.copy_text.text };
  return { disabled: true, title: "The playground cannot do this" };
};

const actionButton = (attributes: Attributes, children: readonly Child[]): HTMLElement =>
  element("button", { type: "button", ...attributes }, element("span", {}, ...children));

export const keyboardButton = (button: InlineKeyboardButton): HTMLElement =>
  actionButton({ class: "key", ...actionOf(button) }, [button.text]);

export const richButton = (button: RichMessageButton): HTMLElement =>
  actionButton({ class: "key", ...actionOf(button) }, renderText(button.text));
