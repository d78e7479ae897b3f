/** A message with one button, set below the message it speaks of. */
import type { Button } from "../model/button.ts";
import type { MessageId } from "../model/ids.ts";
import { inlineKeyboard } from "./inline-keyboard.ts";

/** Parameters of `sendMessage`; sent all the same where that message is gone by now. */
export function buttonBelow(messageId: MessageId, button: Button) {
  return {
    reply_parameters: { message_id: messageId, allow_sending_without_reply: true },
    ...inlineKeyboard([[button]]),
  };
}
