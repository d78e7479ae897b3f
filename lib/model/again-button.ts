/** The button below an edit: which message it would answer anew, in Telegram's `callback_data` (1–64 bytes). */
import type { MessageId } from "./ids.ts";

const form = /^again:(\d{1,15})$/;

export function againData(messageId: MessageId): string {
  return `again:${messageId}`;
}

/** Null for any other button. Who presses may forge it: it means only what the presser's own journal knows. */
export function parseAgainData(data: string): MessageId | null {
  const number = form.exec(data)?.[1];
  return number === undefined ? null : (Number(number) as MessageId);
}
