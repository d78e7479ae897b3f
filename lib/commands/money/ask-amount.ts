/** A number of Stars of their own: asked as a question that Telegram opens a reply to. */
import { maxStars } from "../../billing/star-amount.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import type { MoneyAsked } from "./money-asked.ts";

export type AmountProblem = "not_a_number" | "out_of_range" | null;

/** The question stands first: by it the reply is known (see lib/intake). */
export function askAmount({ words: { pay } }: MoneyAsked, problem: AmountProblem): MoneyOutcome {
  const remark = { not_a_number: pay.notANumber, out_of_range: pay.outOfRange };
  const said = [pay.question, problem && remark[problem], pay.range("1", String(maxStars))];
  const text = said.filter((part) => part !== null).join("\n\n");
  return { kind: "say", saying: { kind: "question", text, placeholder: pay.placeholder } };
}
