/** /new: the thread goes on in its next epoch, with nothing said so far. */
import type { Command } from "./command.ts";

export const startAnew: Command = {
  name: "new",
  run: ({ words }) => ({ reply: words.newConversation, effect: "new-epoch" }),
};
