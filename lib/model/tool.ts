/** A tool as the rooms share it: what Claude is told of it, what Claude asks of it, what comes back. */
import type { JsonObject } from "./json.ts";
import type { Block } from "./message.ts";
import type { NanoUsd } from "./money.ts";

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

/** A file a tool made, whole: at most what Telegram takes (50 MB), in practice a few hundred kB. */
export type MadeFile = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly caption?: string;
  /** A picture whose every pixel counts: as a photo, Telegram would make it smaller. */
  readonly asDocument?: true;
};

/** A file that waits until Claude decides what becomes of it. */
export type OutputFile = MadeFile & {
  /** A line on what is in it, for Claude. */
  readonly preview?: string;
  /** What it was made of, for Claude. */
  readonly context?: string;
};

/** A pending file on its way to the person, by its id. */
export type WishedDelivery = {
  readonly id: string;
  readonly caption?: string;
  /** A message of its own, also where pictures beside it become an album. */
  readonly isAlone?: true;
};

export type ToolCost = {
  readonly amountNanoUsd: NanoUsd;
  /** For the ledger, e.g. the model and the size. */
  readonly note: string;
};

/** What Claude gets for its call, and what the person gets. */
export type ToolResult = {
  /** Content of the tool_result block: text and image blocks. Never empty. */
  readonly content: readonly Block[];
  readonly isError: boolean;
  /** Delivered to the person at once. */
  readonly files: readonly MadeFile[];
  /** Kept: Claude decides whether they are delivered. Their ids are told behind `content`. */
  readonly outputFiles?: readonly OutputFile[];
  /** Pending files to be sent; they stop being pending only when Telegram has taken them. */
  readonly deliver?: readonly WishedDelivery[];
  /** Claude has looked at this file. */
  readonly previewed?: string;
  /** What the call really cost, also where it failed half-way; absent where nothing. */
  readonly cost?: ToolCost;
};
