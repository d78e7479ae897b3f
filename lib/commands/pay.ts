/** /pay: packages to choose from; with a number of Stars, their invoice. */
import { readStarAmount } from "../billing/star-amount.ts";
import type { MoneyTask } from "../model/money-task.ts";
import type { Command } from "./command.ts";
import { moneyReply } from "./money-reply.ts";

export const pay: Command = {
  name: "pay",
  run: (asked) => moneyReply(asked, taskFor(asked.args)),
};

function taskFor(args: string): MoneyTask {
  if (args === "") return { kind: "offer_packages" };
  const amount = readStarAmount(args);
  if ("reason" in amount) return { kind: "ask_amount", problem: amount.reason };
  return { kind: "send_invoice", stars: amount.stars };
}
