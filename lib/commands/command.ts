/** What a command is: a name, and a pure answer to a user. */
import type { DirectReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Words } from "../words/words.ts";

export type Asked = {
  readonly inbound: Inbound;
  /** What was written behind the command; empty where nothing was. */
  readonly args: string;
  readonly words: Words;
};

export type Command = {
  readonly name: "start" | "help" | "new" | "stop" | "model" | "personality" | "settings";
  run(asked: Asked): DirectReply;
};
