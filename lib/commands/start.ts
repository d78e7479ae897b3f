/** /start: the first thing a newcomer reads. */
import type { Command } from "./command.ts";

export const start: Command = {
  name: "start",
  run: ({ inbound, words }) => ({ reply: words.start(inbound.from.firstName) }),
};
