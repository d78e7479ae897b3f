/** The lines above a message's words: whom it answers, whom it quotes, where it came from. */
import type { Message, MessageOrigin } from "grammy/types";
import { box, element } from "../dom/element.ts";
import { fullName, senderName, toneOf } from "../model/people.ts";
import { summaryOf } from "../model/summary.ts";

const originName = (origin: MessageOrigin): string => {
  switch (origin.type) {
    case "user":
      return fullName(origin.sender_user);
    case "hidden_user":
      return origin.sender_user_name;
    case "chat":
      return origin.sender_chat.title ?? "a chat";
    case "channel":
      return origin.chat.title;
  }
};

export const forwardHeader = (message: Message): HTMLElement | null =>
  message.forward_origin
    ? box("forwarded", "Forwarded from ", element("b", {}, originName(message.forward_origin)))
    : null;

/** In a topic every message "answers" the service message that opened it; that is not a reply. */
const isTopicRoot = (message: Message, answered: Message): boolean =>
  message.is_topic_message === true && answered.message_id === message.message_thread_id;

export const replyHeader = (message: Message): HTMLElement | null => {
  const answered = message.reply_to_message;
  if (!answered || isTopicRoot(message, answered)) return null;
  return element(
    "button",
    {
      type: "button",
      class: `reply-header ${toneOf(answered.from?.id ?? 0)}`,
      "data-jump": answered.message_id,
    },
    box("reply-name", senderName(answered)),
    box("reply-text", message.quote?.text ?? summaryOf(answered)),
  );
};
