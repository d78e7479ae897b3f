/** The tools that Claude's own servers run: nothing of them passes through here but their names and limits. */
import type Anthropic from "@anthropic-ai/sdk";

/** Enough for a thorough answer; each search costs a cent (field-and-platforms §5.5). */
const maxUses = 8;
/** A long page must not fill the conversation: what is kept of it is sent again with every turn. */
const maxPageTokens = 20_000;

export const serverTools: readonly Anthropic.ToolUnion[] = [
  { type: "web_search_20260318", name: "web_search", max_uses: maxUses },
  {
    type: "web_fetch_20260318",
    name: "web_fetch",
    max_uses: maxUses,
    max_content_tokens: maxPageTokens,
  },
];
