/** A message with one button, set below the message it speaks of. */
import type { Button } from "../model/button.ts";
import type { MessageId } from "../model/ids.ts";
import { inlineKeyboard } from "./inline-keyboard.ts";
import { replyTo } from "./reply-to.ts";

/** Parameters of `sendMessage`. */
export function buttonBelow(messageId: MessageId, button: Button) {
  return { ...replyTo(messageId), ...inlineKeyboard([[button]]) };
}
