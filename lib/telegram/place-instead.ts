/** A topic may be deleted, a group become a supergroup while an answer is written: where it goes instead. */
import type { ChatId } from "../model/ids.ts";
import type { Answered } from "./bot-api.ts";
import type { Place } from "./place.ts";
import { isTopicGone } from "./topic-gone.ts";

/** Null where there is nowhere else to go; each way is gone once, for none leads back. */
export function placeInstead(answer: Answered<unknown>, place: Place): Place | null {
  const movedTo = supergroupOf(answer);
  // Only a basic group moves, it moves once, and it has no topics.
  if (movedTo !== null && isBasicGroup(place.chat_id)) return { chat_id: movedTo };
  const hasTopic = place.message_thread_id !== undefined;
  return hasTopic && isTopicGone(answer) ? { chat_id: place.chat_id } : null;
}

/** What the group has become; null where it was not refused for that. */
export function supergroupOf(answer: Answered<unknown>): ChatId | null {
  return (answer.kind === "refused" && answer.migratedToChatId) || null;
}

/** Ids of basic groups end where those of supergroups begin (core.telegram.org/api/bots/ids). */
function isBasicGroup(chatId: number): boolean {
  return chatId < 0 && chatId > -1_000_000_000_000;
}
