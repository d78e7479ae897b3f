/** What a person has to say about a payment reaches the operators, in their own chats with the bot. */
import { displayName } from "../../model/display-name.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import { adminWords } from "../../words/admin.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

/** With the words around it, it still fits one message. */
const maxQuestion = 3000;

export async function askSupport(asked: MoneyAsked, question: string): Promise<MoneyOutcome> {
  const { ports, inbound, words } = asked;
  const { from } = inbound;
  const short = question.slice(0, maxQuestion).toWellFormed();
  const isTold = await ports.tellAdmins(adminWords.support(from.id, displayName(from), short));
  return say(isTold ? words.supportAsked : words.supportDeaf);
}
