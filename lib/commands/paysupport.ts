/**
 * /paysupport: who sells for Stars must answer it (Telegram's Terms for bot developers); what is written behind it
 * reaches the operators.
 */
import type { Command } from "./command.ts";
import { refundDays } from "./money/list-refundable.ts";

export const paySupport: Command = {
  name: "paysupport",
  run({ args, words, house }) {
    if (args === "" || house.adminIds.length === 0)
      return { reply: words.money.paySupport(refundDays) };
    return { reply: null, money: { kind: "ask_support", question: args } };
  },
};
