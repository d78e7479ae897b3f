/** What a command is: a name, and a pure answer to a user. */
import type { DirectReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import type { Words } from "../words/words.ts";

/** What the operator has decided, as far as commands depend on it. */
export type House = {
  /** False with BILLING=off. */
  readonly isBilled: boolean;
  readonly adminIds: readonly number[];
};

export type Asked = {
  readonly inbound: Inbound;
  /** What was written behind the command; empty where nothing was. */
  readonly args: string;
  readonly words: Words;
  readonly house: House;
};

/** The others are nobody's business but the operators'. */
export type ListedName = keyof Words["commandSummaries"];

export type Command = {
  readonly name: ListedName | "topup" | "ledger";
  run(asked: Asked): DirectReply;
};
