/** At most four cache breakpoints, the longer-lived ones first (platform.claude.com, Prompt caching). */
import { invalidRequest } from "../api-error.ts";
import type { PromptBlock } from "../prompt-blocks.ts";
import type { Rule } from "./rule.ts";

const MAX_BREAKPOINTS = 4;

export const cacheBreakpoints: Rule = ({ blocks }) => {
  const marked = blocks.filter((block) => block.breakpoint !== null);
  if (marked.length > MAX_BREAKPOINTS) {
    return invalidRequest(
      `A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${marked.length}.`,
    );
  }
  const late = marked.find((block, at) => block.breakpoint === "1h" && hasShortBefore(marked, at));
  if (late === undefined) return null;
  return invalidRequest(
    `${late.path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block`,
  );
};

function hasShortBefore(marked: readonly PromptBlock[], at: number): boolean {
  return marked.slice(0, at).some((block) => block.breakpoint === "5m");
}
