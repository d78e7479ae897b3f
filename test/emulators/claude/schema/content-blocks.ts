/**
 * Every content block a message may carry (ContentBlockParam of the SDK).
 *
 * Left out because Ferry offers none of these tools: results of the text editor and tool search inside
 * code execution, and browser_state. A request that carries one is refused as an unknown tag.
 */
import { z } from "zod";
import { cacheable } from "./cache-control.ts";
import {
  containerUploadBlock,
  documentBlock,
  imageBlock,
  searchResultBlock,
  textBlock,
} from "./input-blocks.ts";
import {
  bashResultBlock,
  caller,
  codeResultBlock,
  webFetchResultBlock,
  webSearchResultBlock,
} from "./server-result-blocks.ts";

const toolId = z.string().regex(/^[a-zA-Z0-9_-]+$/);

const toolUseBlock = z.strictObject({
  type: z.literal("tool_use"),
  id: toolId,
  name: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
  caller: caller.optional(),
  toolset_name: z.string().nullish(),
  ...cacheable,
});

const toolReferenceBlock = z.strictObject({
  type: z.literal("tool_reference"),
  tool_name: z.string(),
  ...cacheable,
});

const toolResultContent = z.discriminatedUnion("type", [
  textBlock,
  imageBlock,
  documentBlock,
  searchResultBlock,
  toolReferenceBlock,
]);

const toolResultBlock = z.strictObject({
  type: z.literal("tool_result"),
  tool_use_id: toolId,
  content: z.union([z.string(), z.array(toolResultContent)]).optional(),
  is_error: z.boolean().optional(),
  toolset_name: z.string().nullish(),
  ...cacheable,
});

const serverToolUseBlock = z.strictObject({
  type: z.literal("server_tool_use"),
  id: toolId,
  name: z.enum([
    "web_search",
    "web_fetch",
    "code_execution",
    "bash_code_execution",
    "text_editor_code_execution",
    "tool_search_tool_regex",
    "tool_search_tool_bm25",
  ]),
  input: z.record(z.string(), z.unknown()),
  caller: caller.optional(),
  ...cacheable,
});

const thinkingBlock = z.strictObject({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.string(),
});

/** A summary in place of the messages it was made of; rules/compaction-block.ts says where it may stand. */
const compactionBlock = z.strictObject({
  type: z.literal("compaction"),
  content: z.string().min(1).nullish(),
  encrypted_content: z.string().nullish(),
  signature: z.string().nullish(),
  tool_changes: z.array(z.unknown()).nullish(),
  ...cacheable,
});

const redactedThinkingBlock = z.strictObject({
  type: z.literal("redacted_thinking"),
  data: z.string(),
});

export const contentBlock = z.discriminatedUnion("type", [
  textBlock,
  imageBlock,
  documentBlock,
  searchResultBlock,
  containerUploadBlock,
  thinkingBlock,
  redactedThinkingBlock,
  compactionBlock,
  toolUseBlock,
  toolResultBlock,
  serverToolUseBlock,
  webSearchResultBlock,
  webFetchResultBlock,
  codeResultBlock,
  bashResultBlock,
]);

export type ContentBlock = z.output<typeof contentBlock>;
export type NestedBlock = z.output<typeof toolResultContent>;
export type ThinkingBlock = z.output<typeof thinkingBlock>;
export type CompactionBlock = z.output<typeof compactionBlock>;
export type ToolResultBlock = z.output<typeof toolResultBlock>;
