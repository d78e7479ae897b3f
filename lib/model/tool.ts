/** A tool as the rooms share it: what Claude is told of it, what Claude asks of it, what comes back. */
import type { JsonObject } from "./json.ts";
import type { Block } from "./message.ts";

/** As it stands in every request of a thread, always in the same order (P7). */
export type ToolDefinition = {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the input, an object. */
  readonly inputSchema: JsonObject;
};

export type ToolCall = {
  /** Claude's name of this call: its result must carry it. */
  readonly toolUseId: string;
  readonly name: string;
  /** As Claude wrote it; null where that was no JSON object. */
  readonly input: JsonObject | null;
};

/** A file a tool made for the person, whole: at most what Telegram takes (50 MB), in practice a few hundred kB. */
export type MadeFile = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly caption?: string;
};

/** What Claude gets for its call, and what the person gets at once. */
export type ToolResult = {
  /** Content of the tool_result block: text and image blocks. Never empty. */
  readonly content: readonly Block[];
  readonly isError: boolean;
  readonly files: readonly MadeFile[];
};
