/** What a person may see of a running turn just now. */
import type { AnswerView } from "../telegram/answer-view.ts";
import { wordsFor } from "../words/words.ts";
import type { Talk } from "./talk.ts";
import { withParagraph } from "./with-paragraph.ts";

export function viewOf({ order, spoken, heard, working }: Talk): AnswerView {
  const words = wordsFor(order.languageCode ?? undefined);
  const text = withParagraph(spoken, heard.text);
  const tools = new Set([...working, ...(heard.calling === null ? [] : [heard.calling])]);
  const lines = [...tools].map((tool) => words.working[tool] ?? words.workingOther(tool));
  const onlyThinks = lines.length === 0 && text.trim() === "" && heard.thinking.trim() !== "";
  return { thinking: heard.thinking, working: onlyThinks ? [words.thinking] : lines, text };
}
