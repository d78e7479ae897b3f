/** markdown-it set up for Telegram's rich markdown; raw HTML stays text except the tags handled by hand. */
import MarkdownIt from "markdown-it";
import { blockRules } from "./block-rules.ts";
import { inlineRules } from "./inline-rules.ts";

export const markdownParser = MarkdownIt({
  html: false,
  linkify: true,
})
  .use(inlineRules)
  .use(blockRules);

markdownParser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
