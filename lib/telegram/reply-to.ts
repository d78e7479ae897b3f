/** What makes a message a reply; it is sent all the same where the message it answers is gone by now. */
import type { MessageId } from "../model/ids.ts";

export type ReplyTo = {
  readonly reply_parameters: {
    readonly message_id: MessageId;
    readonly allow_sending_without_reply: true;
  };
};

export function replyTo(messageId: MessageId): ReplyTo {
  return { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } };
}
