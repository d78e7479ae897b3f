/** Sentences for operators: in English, the language of the log. */
import type { OperatorProblem } from "../model/operator-problem.ts";

const sentences: Readonly<Record<OperatorProblem["kind"], (reason: string) => string>> = {
  claude_account: (reason) =>
    `Nobody gets an answer just now. ${reason}. Please look at the API key, billing and spend limit in the Claude Console.`,
};

export function operatorSentence({ kind, reason }: OperatorProblem): string {
  return sentences[kind](reason);
}
