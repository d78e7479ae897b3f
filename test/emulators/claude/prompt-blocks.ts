/** The prompt as one flat list in cache order (tools → system → messages): what prefixes are made of. */
import { canonicalJson } from "./canonical-json.ts";
import { tokensOfBlock, tokensOfText } from "./count-tokens.ts";
import type { FileStore } from "./file-store.ts";
import type { CacheControl } from "./schema/cache-control.ts";
import type { ContentBlock } from "./schema/content-blocks.ts";
import type { Message, Prompt } from "./schema/request.ts";
import type { ToolDefinition } from "./schema/tools.ts";

export type CacheTtl = "5m" | "1h";

export type PromptBlock = {
  /** As error messages name it, e.g. `messages.0.content.1`. */
  readonly path: string;
  /** Section or role plus canonical JSON: equal keys mean an equal block. */
  readonly key: string;
  readonly tokens: number;
  /** Set where a prefix ends that shall be cached. */
  readonly breakpoint: CacheTtl | null;
  /** False for thinking, which cannot carry a breakpoint. */
  readonly isCacheable: boolean;
};

export function promptBlocks(prompt: Prompt, files: FileStore): readonly PromptBlock[] {
  const part = (section: string, path: string, block: ContentBlock): PromptBlock => ({
    path,
    key: blockKey(section, block),
    tokens: tokensOfBlock(block, files),
    breakpoint: breakpointOf(block),
    isCacheable: block.type !== "thinking" && block.type !== "redacted_thinking",
  });
  const blocks = [
    ...(prompt.tools ?? []).map(toolBlock),
    ...blocksOf(prompt.system).map((block, index) => part("system", `system.${index}`, block)),
    ...prompt.messages.flatMap(({ role, content }, at) =>
      blocksOf(content).map((block, index) => part(role, `messages.${at}.content.${index}`, block)),
    ),
  ];
  return markLast(blocks, ttlOf(prompt.cache_control));
}

/** The role is part of the key, the message's index is not: consecutive messages of one role are one turn. */
export function blockKey(section: string, block: object): string {
  return `${section} ${canonicalJson(block)}`;
}

/** A string is shorthand for one text block. */
export function blocksOf(content: Message["content"] | undefined): readonly ContentBlock[] {
  if (content === undefined) return [];
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function toolBlock(tool: ToolDefinition, index: number): PromptBlock {
  const tokens = tokensOfText(canonicalJson(tool));
  const breakpoint = ttlOf(tool.cache_control);
  return {
    path: `tools.${index}`,
    key: blockKey("tools", tool),
    tokens,
    breakpoint,
    isCacheable: true,
  };
}

function breakpointOf(block: ContentBlock): CacheTtl | null {
  if (block.type === "thinking" || block.type === "redacted_thinking") return null;
  const own = ttlOf(block.cache_control);
  if (own !== null || block.type !== "tool_result" || !Array.isArray(block.content)) return own;
  // A breakpoint inside a tool result ends at that result here: finer positions are not kept apart.
  const inner = block.content.map((nested) => ttlOf(nested.cache_control));
  return inner.find((ttl) => ttl !== null) ?? null;
}

function ttlOf(control: CacheControl | null | undefined): CacheTtl | null {
  return control ? (control.ttl ?? "5m") : null;
}

/** Top-level `cache_control` marks the last block that can be cached. */
function markLast(blocks: readonly PromptBlock[], ttl: CacheTtl | null): readonly PromptBlock[] {
  if (ttl === null) return blocks;
  const last = blocks.findLastIndex((block) => block.isCacheable);
  return blocks.map((block, index) =>
    index === last ? { ...block, breakpoint: block.breakpoint ?? ttl } : block,
  );
}
