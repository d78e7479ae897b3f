/** Files that a button sent and Telegram has not answered for: sent again, the person may have them twice (faults F72). */
import type { Journal } from "../journal/journal.ts";

type Sends = Pick<Journal, "facts">;

/** As many as anybody presses before the first of them is answered. */
const mostKnown = 20;

/** To be called just before the send. True where Telegram may have the file already, and nobody can know. */
export function announceSend({ facts }: Sends, fileId: string): boolean {
  const known = facts.unansweredSends();
  const others = known.filter((id) => id !== fileId);
  facts.writeUnansweredSends([...others, fileId].slice(-mostKnown));
  return known.includes(fileId);
}

/** Telegram has taken it, or said why not. */
export function sendAnswered({ facts }: Sends, fileId: string): void {
  facts.writeUnansweredSends(facts.unansweredSends().filter((id) => id !== fileId));
}
