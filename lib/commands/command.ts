/** What a command is: a pure answer to a user, and at most one effect on the thread. */
import type { Inbound } from "../model/inbound.ts";
import type { Words } from "../words/words.ts";

export type CommandResult = {
  readonly reply: string;
  readonly effect?: "new-epoch";
};

export type Command = {
  readonly name: "start" | "help" | "new";
  run(inbound: Inbound, words: Words): CommandResult;
};
