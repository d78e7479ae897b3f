/** What was found in a file, as a tool's result. */
import type { ToolResult } from "../../model/tool.ts";
import { refusal, textBlock } from "../tool-answer.ts";
import type { Finding } from "./analyst.ts";

/** `seen` says what the answer is about, e.g. `page 2 of "report.pdf"`. */
export function findingResult(finding: Finding, seen: string): ToolResult {
  if (finding.kind === "failed") return refusal(words[finding.reason](seen));
  const { cost } = finding;
  if (finding.kind === "declined") {
    return { ...refusal(`The model that looks at files declined to answer about ${seen}.`), cost };
  }
  const { text, isCut } = finding;
  const said = text.trim() === "" ? "(nothing)" : text;
  const end = isCut ? "\n\n(The answer was cut off here: ask for less at once.)" : "";
  return {
    content: [textBlock(`On ${seen}, found by looking at it:\n\n${said}${end}`)],
    isError: false,
    files: [],
    cost,
  };
}

const words: Readonly<Record<"too_large" | "rejected" | "unavailable", (seen: string) => string>> =
  {
    too_large: (seen) =>
      `It is more than can be looked at in one go: ${seen}. Ask about fewer pages, or a smaller file.`,
    rejected: (seen) =>
      `It cannot be read: ${seen}. The file is damaged, locked or of another kind than it says. Tell the person; do not try again.`,
    unavailable: () =>
      "The model that looks at files did not answer. Try once more; if that fails too, tell the person.",
  };
