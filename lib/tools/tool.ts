/** What every tool is: one file per tool fills this in, and the registry lists it. */
import type * as z from "zod";
import type { ThreadAddress } from "../model/ids.ts";
import type { ToolFiles } from "../model/known-file.ts";
import type { NanoUsd } from "../model/money.ts";
import type { ToolResult } from "../model/tool.ts";

export type ToolContext = {
  /** Aborted when the turn is stopped: what comes later is not looked at. */
  readonly signal: AbortSignal;
  readonly toolUseId: string;
  /** Whose turn it is. */
  readonly owner: ThreadAddress;
  /** Of that person in that chat, and no others. */
  readonly files: ToolFiles;
  readonly now: () => number;
};

export interface Tool<Input = unknown> {
  readonly name: string;
  /** For Claude: what it does, when to use it, and when not. */
  readonly description: string;
  /** An object; `.describe` tells Claude about each field. */
  readonly input: z.ZodType<Input>;
  /** Refused to people whose balance is used up (design §6). */
  readonly paid: boolean;
  /** Of paid tools: what a call is expected to cost, known before it runs. */
  estimateNanoUsd?(input: Input): NanoUsd;
  /** What Claude can mend is a result with `isError`; it rejects only for what nobody expected. */
  run(input: Input, context: ToolContext): Promise<ToolResult>;
}
