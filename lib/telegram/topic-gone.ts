/** A topic may be deleted while its answer is written. */
import type { Answered } from "./bot-api.ts";

/** Telegram's words for it: "Bad Request: message thread not found" (faults F70). */
export function isTopicGone(answer: Answered<unknown>): boolean {
  if (answer.kind !== "refused" || answer.code !== 400) return false;
  return /thread not found|TOPIC_DELETED/i.test(answer.description);
}
