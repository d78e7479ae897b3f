/** What becomes of an update, as the tests of this folder ask for it. */
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot } from "./updates.ts";

/** The content of what was said to the bot, or why it is ignored. */
export function fate(update: unknown): unknown {
  const result = normalizeUpdate(update, bot);
  if (result.kind === "inbound") return result.addressed ? result.inbound.content : "not_addressed";
  return result.kind === "ignored" ? result.reason : result;
}

export const text = (words: string) => ({ kind: "text", text: words });
export const botUser = { id: bot.id, is_bot: true, first_name: "Ferry" };
