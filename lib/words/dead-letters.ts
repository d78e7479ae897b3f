/** What operators read about dead letters, in a terminal and in a chat: in English, the language of the log. */
import type { DeadLetter, DeadLetters, Replayed } from "../store/dead-letters.ts";

const shownIdChars = 12;
const maxReasonChars = 200;

export const deadLetterUsage =
  "Use: list, replay ID (at least 8 of its characters), or replay all.";
export const noSuchLetter = "No open dead letter has an id that begins so.";
export const storeAway = "Postgres does not answer just now. Nothing is lost: please try again.";

export function describeDeadLetters({ open, oldest }: DeadLetters): string {
  if (open === 0) return "There are no dead letters.";
  const more = open > oldest.length ? [`… and ${open - oldest.length} more`] : [];
  return [`${open} open:`, ...oldest.map(describeLetter), ...more].join("\n");
}

export function describeReplay(replayed: readonly Replayed[], open: number): string {
  const count = (outcome: Replayed["outcome"]) =>
    replayed.filter((letter) => letter.outcome === outcome).length;
  const refused = replayed.flatMap((letter) =>
    letter.outcome === "refused" ? [`${shortId(letter.id)} refused: ${short(letter.reason)}`] : [],
  );
  const summary = `${count("replayed")} replayed, ${count("refused")} refused, ${open} still open.`;
  return [summary, ...refused.slice(0, 10)].join("\n");
}

function describeLetter({ id, receivedAtMs, reason }: DeadLetter): string {
  const at = new Date(receivedAtMs).toISOString().slice(0, 16).replace("T", " ");
  return `${shortId(id)}  ${at}  ${short(reason)}`;
}

function shortId(id: string): string {
  return id.slice(0, shownIdChars);
}

function short(reason: string): string {
  return reason.slice(0, maxReasonChars);
}
