/** Rows of buttons as the Bot API takes them; no rows take a message's buttons away. */
import type { ButtonRows } from "../model/button.ts";

export type Keyboard = ReturnType<typeof inlineKeyboard>;

/** Parameters of any method that sends or edits a message. */
export function inlineKeyboard(rows: ButtonRows) {
  const inline_keyboard = rows.map((row) =>
    row.map(({ label, data }) => ({ text: label, callback_data: data })),
  );
  return { reply_markup: { inline_keyboard } };
}
