/** /balance: what is left, and what it went for. */
import type { Command } from "./command.ts";
import { moneyReply } from "./money-reply.ts";

export const showBalance: Command = {
  name: "balance",
  run: (asked) => moneyReply(asked, { kind: "show_balance" }),
};
