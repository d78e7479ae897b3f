/** What travels when a message is forwarded or copied. */
import type { Message, MessageOrigin } from "grammy/types";

/** A message's content as it arrives elsewhere, with where it came from. */
export function forwardedContent(original: Message): Partial<Message> {
  return { ...originOf(original), ...contentOf(original) };
}

/** Everything of a message that is not about its place, time, sender, album or keyboard. */
export function contentOf(message: Message): Partial<Message> {
  const {
    message_id: _id,
    message_thread_id: _thread,
    is_topic_message: _isTopic,
    from: _from,
    chat: _chat,
    date: _date,
    edit_date: _edited,
    reply_to_message: _reply,
    quote: _quote,
    reply_markup: _markup,
    forward_origin: _origin,
    media_group_id: _album,
    ...content
  } = message;
  return content;
}

function originOf({ forward_origin, from, date }: Message): Partial<Message> {
  if (forward_origin !== undefined) return { forward_origin };
  if (from === undefined) return {};
  const origin: MessageOrigin = { type: "user", sender_user: from, date };
  return { forward_origin: origin };
}
