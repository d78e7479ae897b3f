/** Sentences for operators: in English, the language of the log. */
import type { OperatorProblem } from "../model/operator-problem.ts";

const sentences: Readonly<Record<OperatorProblem["kind"], (reason: string) => string>> = {
  claude_account: (reason) =>
    `Nobody gets an answer just now. ${reason}. Please look at the API key, billing and spend limit in the Claude Console.`,
  payment: (reason) =>
    `Please look at a payment (${reason}). The money is booked as far as it can be; ` +
    "the log has payment.booked for each, /ledger shows the rest.",
  daily_cap: (reason) =>
    `Nobody gets an answer until midnight UTC: what a day may cost is spent (${reason}). DAILY_SPEND_CAP_USD says how much that is.`,
  ledger_wrong: (reason) =>
    `The books do not add up. ${reason}. \`npm run ledger-check\` lists everything that is wrong.`,
  stars_differ: (reason) =>
    `Telegram's Stars and our payments differ. ${reason}. \`npm run stars-check\` lists everything, ` +
    `and mends what it can with \`-- --mend\`.`,
};

export function operatorSentence({ kind, reason }: OperatorProblem): string {
  return sentences[kind](reason);
}
