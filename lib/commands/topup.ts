/** /topup: an admin adds to somebody's balance, or takes from it. */
import { parseUsd } from "../billing/parse-usd.ts";
import type { MoneyTask } from "../model/money-task.ts";
import type { UsdProblem } from "../model/usd-problem.ts";
import { adminWords } from "../words/admin.ts";
import type { Command } from "./command.ts";
import { adminReply, moneyReply } from "./money-reply.ts";
import { readWhom } from "./whom.ts";

export const topup: Command = {
  name: "topup",
  run: (asked) =>
    adminReply(asked, "topup", () => {
      const task = readTopup(asked.args);
      return "refused" in task
        ? { reply: adminWords.topupProblems[task.refused] }
        : moneyReply(asked, task);
    }),
};

type Refused = { readonly refused: UsdProblem | "usage" };

function readTopup(args: string): MoneyTask | Refused {
  const [who = "", amount, ...others] = args.split(/\s+/);
  const whom = readWhom(who);
  if (whom === null || amount === undefined || others.length > 0) return { refused: "usage" };
  const parsed = parseUsd(amount);
  if ("reason" in parsed) return { refused: parsed.reason };
  return { kind: "topup", whom, amountNanoUsd: parsed.amountNanoUsd };
}
