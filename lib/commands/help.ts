/** /help: the registry, read aloud. */
import type { Command, ListedName } from "./command.ts";

export function helpFor(names: readonly ListedName[]): Command {
  return {
    name: "help",
    run: ({ words }) => ({
      reply: words.help(names.map((name) => ({ name, summary: words.commandSummaries[name] }))),
    }),
  };
}
