/** A topic may be deleted while its answer is written: what was meant for it goes to the chat it stood in. */
import type { Answered } from "./bot-api.ts";
import type { Place } from "./place.ts";

/** Telegram's words for it: "Bad Request: message thread not found" (faults F70). */
export function isTopicGone(answer: Answered<unknown>): boolean {
  if (answer.kind !== "refused" || answer.code !== 400) return false;
  return /thread not found|TOPIC_DELETED/i.test(answer.description);
}

/** The chat itself, where its topic is gone; null where there is nowhere else to go, so that it is tried once. */
export function placeInstead(answer: Answered<unknown>, place: Place): Place | null {
  const hasTopic = place.message_thread_id !== undefined;
  return hasTopic && isTopicGone(answer) ? { chat_id: place.chat_id } : null;
}
