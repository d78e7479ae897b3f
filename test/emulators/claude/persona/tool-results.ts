/** Reports what tools gave back, so that a person sees the loop close. */
import type { ContentBlock, ToolResultBlock } from "../schema/content-blocks.ts";
import { quote } from "./quote.ts";
import { list, type Words } from "./words.ts";

const SHOWN_CHARS = 400;

/** Null where the newest message carries no results. */
export function reportResults(blocks: readonly ContentBlock[], words: Words): string | null {
  const results = blocks.filter((block) => block.type === "tool_result");
  if (results.length === 0) return null;
  return `${words.results(results.length)}\n${list(results.map((result) => describe(result, words)))}`;
}

function describe({ content, is_error }: ToolResultBlock, words: Words): string {
  const parts =
    typeof content === "string" ? [quote(content, SHOWN_CHARS)] : (content ?? []).map(describePart);
  return `${is_error ? `${words.failed}: ` : ""}${parts.join(", ") || "–"}`;
}

function describePart(
  part: Exclude<ToolResultBlock["content"], string | undefined>[number],
): string {
  return part.type === "text" ? quote(part.text, SHOWN_CHARS) : part.type;
}
