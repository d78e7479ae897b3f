/** Sentences for admins about other people's money: in English, the language of the log. */
import type { UsdProblem } from "../model/usd-problem.ts";

const topupUsage =
  "Write /topup, whose balance it is, and the dollars: /topup 123456 5 or /topup @ada 2.50. A minus takes away.";

export const adminWords = {
  topupProblems: {
    usage: topupUsage,
    not_an_amount: `I don't read that as an amount. ${topupUsage}`,
    ambiguous:
      "A comma and three digits: is that a thousand, or one? Please write 1000 or 1.000, with a point.",
    too_fine: "Nine decimals are all there is: a nano-dollar is the smallest amount I can book.",
    too_large: "That's a million or more. If you mean it, book it in smaller steps.",
    nothing: "That's nothing at all. Which amount did you mean?",
  } satisfies Record<UsdProblem | "usage", string>,
  ledgerUsage: "Write /ledger for your own, /ledger 123456 or /ledger @ada for somebody's.",
  unknownUser: "I don't know that person: they have never written to me.",
  booked: (amount: string, userId: string, balance: string) =>
    `Booked ${amount} for ${userId}. Balance now: ${balance}.`,
  notBooked:
    "I couldn't book it: Postgres has been away for ten minutes. Please look at /ledger before you send it again.",
  emptyLedger: (userId: string) => `No operations of ${userId}.`,
  ledgerHeading: (userId: string, balance: string) => `Ledger of ${userId} · balance ${balance}`,
  older: "‹ Older",
  newest: "Newest »",
  pressNotice: "Turning the page.",
  support: (userId: number, name: string, question: string) =>
    `/paysupport from ${name} (id ${userId}):\n\n${question}\n\nAnswer them in Telegram; ` +
    `/ledger ${userId} shows their operations, /refund and a transaction's id gives one back.`,
};
