/** /stop: the answer under way ends, and what waits behind it is not answered. */
import type { Inbound } from "../model/inbound.ts";
import type { Words } from "../words/words.ts";
import type { Command } from "./command.ts";

export const stop: Command = {
  name: "stop",
  run: ({ inbound, words }) => ({ reply: sentenceFor(inbound, words), effect: "stop" }),
};

/** An answer that ends says so itself. */
function sentenceFor({ content }: Inbound, words: Words): string | null {
  const found = content.kind === "command" ? content.found : undefined;
  if (found === "answer") return null;
  return found === "waiting" ? words.leftUnanswered : words.nothingToStop;
}
