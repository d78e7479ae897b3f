/** Sentences for messages that report an event instead of saying something. */
import type { Message } from "grammy/types";
import { fullName, senderName } from "./people.ts";

/** Null for ordinary messages. */
export const serviceText = (message: Message): string | null => {
  const who = senderName(message);
  if (message.new_chat_members) {
    return `${who} added ${message.new_chat_members.map(fullName).join(", ")}`;
  }
  if (message.left_chat_member) return `${fullName(message.left_chat_member)} left`;
  if (message.new_chat_title) return `${who} named the group “${message.new_chat_title}”`;
  if (message.group_chat_created || message.supergroup_chat_created)
    return `${who} created the group`;
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” created`;
  if (message.forum_topic_edited)
    return `Topic renamed to “${message.forum_topic_edited.name ?? ""}”`;
  if (message.forum_topic_closed) return "Topic closed";
  if (message.forum_topic_reopened) return "Topic opened again";
  if (message.pinned_message) return `${who} pinned a message`;
  if (message.successful_payment) {
    const { total_amount: amount, currency } = message.successful_payment;
    return `Paid ${currency === "XTR" ? `⭐ ${amount}` : `${amount / 100} ${currency}`}`;
  }
  if (message.refunded_payment) {
    const { total_amount: amount, currency } = message.refunded_payment;
    return `Given back ${currency === "XTR" ? `⭐ ${amount}` : `${amount / 100} ${currency}`}`;
  }
  return null;
};
