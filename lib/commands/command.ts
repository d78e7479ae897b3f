/** What a command is: a name, and a pure answer to a user. */
import type { DirectReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Words } from "../words/words.ts";

export type Command = {
  readonly name: "start" | "help" | "new";
  run(inbound: Inbound, words: Words): DirectReply;
};
