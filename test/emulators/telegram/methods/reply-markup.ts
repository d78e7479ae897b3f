/** Checks the keyboard of an outgoing message the way the server does. */
import type { InlineKeyboardMarkup } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { SimMessage } from "../control.ts";

const MAX_BUTTONS = 100;
const MAX_ROW = 8;
const MAX_DATA_BYTES = 64;
const ACTIONS = [
  "url",
  "callback_data",
  "web_app",
  "login_url",
  "disabled",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
  "copy_text",
  "callback_game",
  "pay",
];

const button = z.looseObject({ text: z.string(), style: z.string().optional() });
type Button = z.output<typeof button>;
const inlineKeyboard = z.looseObject({ inline_keyboard: z.array(z.array(button)) });

const forceReply = z.object({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().optional(),
});

/** What the clients are told; the message itself does not keep it (Bot API, Message.reply_markup). */
export function forceReplyOf(markup: unknown): SimMessage["forceReply"] {
  const parsed = forceReply.safeParse(markup);
  if (!parsed.success) return undefined;
  const { input_field_placeholder: placeholder } = parsed.data;
  return placeholder === undefined ? {} : { placeholder };
}

/** The inline keyboard to keep on the message; undefined for none and for keyboards of the input field. */
export function checkMarkup(markup: unknown): InlineKeyboardMarkup | undefined {
  if (markup === undefined || markup === null) return undefined;
  if (typeof markup !== "object") throw badRequest("object expected as reply markup");
  if (!("inline_keyboard" in markup)) return undefined;
  const parsed = inlineKeyboard.safeParse(markup);
  if (!parsed.success) throw badRequest("can't parse inline keyboard button");
  const rows = parsed.data.inline_keyboard.filter((row) => row.length > 0);
  for (const row of rows) row.forEach(checkButton);
  checkSize(rows);
  return rows.length === 0
    ? undefined
    : ({ inline_keyboard: rows } as unknown as InlineKeyboardMarkup);
}

/** Telegram keeps at most 100 buttons, 8 in a row; more is refused as a whole. */
function checkSize(rows: readonly (readonly Button[])[]): void {
  if (rows.flat().length > MAX_BUTTONS) throw badRequest("REPLY_MARKUP_TOO_LONG");
  if (rows.some((row) => row.length > MAX_ROW)) throw badRequest("BUTTON_ROW_INVALID");
}

function checkButton(candidate: Button): void {
  if (candidate.text.trim() === "")
    throw badRequest("inline keyboard button text must be non-empty");
  const actions = ACTIONS.filter((action) => candidate[action] !== undefined);
  if (actions.length === 0) {
    throw badRequest("text buttons are unallowed in the inline keyboard");
  }
  if (actions.length > 1) throw badRequest("BUTTON_TYPE_INVALID");
  if (
    candidate.style !== undefined &&
    !["danger", "success", "primary"].includes(candidate.style)
  ) {
    throw badRequest("BUTTON_STYLE_INVALID");
  }
  const { callback_data: data, url } = candidate;
  if (data !== undefined) checkCallbackData(data);
  if (url !== undefined) checkButtonUrl(url);
}

export function checkCallbackData(data: unknown): void {
  const bytes = typeof data === "string" ? Buffer.byteLength(data) : 0;
  if (bytes < 1 || bytes > MAX_DATA_BYTES) throw badRequest("BUTTON_DATA_INVALID");
}

function checkButtonUrl(url: unknown): void {
  const isGood =
    typeof url === "string" && /^(https?:\/\/[^\s/.]+(\.[^\s/.]+)+\S*|tg:\/\/\S+)$/i.test(url);
  if (!isGood) throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
}
