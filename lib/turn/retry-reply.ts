/** When a reply is tried again that Telegram did not take, the same for whatever is said without Claude. */
import type { Answered } from "../telegram/bot-api.ts";

const retryMs = 2000;
const giveUpMs = 10 * 60 * 1000;

/** Null where it was taken, is refused for good, or has been owed for so long that it is given up. */
export function retryReplyAfterMs(sent: Answered<unknown>, ageMs: number): number | null {
  if (sent.kind === "ok" || ageMs > giveUpMs) return null;
  if (sent.kind === "unknown") return retryMs;
  return sent.code === 429 ? (sent.retryAfterMs ?? retryMs) : null;
}
