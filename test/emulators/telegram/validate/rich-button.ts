/** `<tg-button>`: the buttons inside rich messages. */
import type { RichMessageButton, RichText } from "grammy/types";
import { checkCallbackData } from "../methods/reply-markup.ts";
import { richError } from "./rich-error.ts";
import { attribute, type RichNode, required } from "./rich-tree.ts";

type ButtonFields = Readonly<Record<string, unknown>>;

const BUTTON_FIELDS: Readonly<Record<string, (node: RichNode) => ButtonFields>> = {
  url: (node) => ({ url: required(node, "url") }),
  callback_data: (node) => {
    checkCallbackData(attribute(node, "data"));
    return { callback_data: attribute(node, "data") };
  },
  web_app: (node) => ({ web_app: { url: required(node, "url") } }),
  login_url: (node) => ({ login_url: { url: required(node, "url") } }),
  switch_inline_query: (node) => ({ switch_inline_query: attribute(node, "query") }),
  switch_inline_query_current_chat: (node) => ({
    switch_inline_query_current_chat: attribute(node, "query"),
  }),
  switch_inline_query_chosen_chat: (node) => ({
    switch_inline_query_chosen_chat: { query: attribute(node, "query") },
  }),
  copy_text: (node) => ({ copy_text: { text: required(node, "text") } }),
  disabled: () => ({ disabled: {} }),
};

const STYLES: ReadonlySet<string> = new Set(["danger", "success", "primary", "link"]);

export function richButton(node: RichNode, text: RichText): RichMessageButton {
  const type = attribute(node, "type");
  const fields = BUTTON_FIELDS[type];
  if (fields === undefined) throw richError(`unsupported button type "${type}"`);
  if (text === "") throw richError("button text must be non-empty");
  const button = { text, ...styleOf(node, type), ...fields(node) };
  return button as unknown as RichMessageButton;
}

function styleOf(node: RichNode, type: string): { style?: string } {
  const style = node.attributes.get("style");
  if (style === undefined) return {};
  if (!STYLES.has(style)) throw richError(`unsupported button style "${style}"`);
  if (style === "link" && type !== "callback_data") {
    throw richError('style "link" is allowed only for callback buttons');
  }
  return { style };
}
