/** What Telegram means when it refuses a message: its form, its place, or that there is nothing to change. */
import type { Answered } from "./bot-api.ts";
import { supergroupOf } from "./place-instead.ts";

/** For what the text is, not for where it goes: the same words in a simpler form will pass. An old server knows no rich messages at all. */
export function isFormatRefusal(answer: Answered<unknown>): boolean {
  if (answer.kind !== "refused" || supergroupOf(answer) !== null) return false;
  if (answer.code === 404) return true;
  if (answer.code !== 400 || isNotModified(answer) || isMessageGone(answer)) return false;
  return !/thread not found|chat not found|not enough rights|TOPIC_/i.test(answer.description);
}

/** The edit changes nothing: what it would bring stands there already (faults F71). */
export function isNotModified(answer: Answered<unknown>): boolean {
  return isBadRequest(answer, /message is not modified/i);
}

/** Deleted, or too old to be edited: another must take its place (faults F73). */
export function isMessageGone(answer: Answered<unknown>): boolean {
  return isBadRequest(
    answer,
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i,
  );
}

/** A server or a chat that has no drafts of this kind (field-and-platforms §4.1). */
export function isUnsupported(answer: Answered<unknown>): boolean {
  if (answer.kind === "refused" && answer.code === 404) return true;
  return isBadRequest(answer, /method not found|TEXTDRAFT_|not supported|unsupported/i);
}

function isBadRequest(answer: Answered<unknown>, words: RegExp): boolean {
  return answer.kind === "refused" && answer.code === 400 && words.test(answer.description);
}
