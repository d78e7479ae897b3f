/** What every tool is: one file per tool fills this in, and the registry lists it. */
import type * as z from "zod";
import type { ToolResult } from "../model/tool.ts";

export type ToolContext = {
  /** Aborted when the turn is stopped: what comes later is not looked at. */
  readonly signal: AbortSignal;
};

export interface Tool<Input = unknown> {
  readonly name: string;
  /** For Claude: what it does, when to use it, and when not. */
  readonly description: string;
  /** An object; `.describe` tells Claude about each field. */
  readonly input: z.ZodType<Input>;
  /** Refused to people whose balance is used up (design §6). */
  readonly paid: boolean;
  /** What Claude can mend is a result with `isError`; it rejects only for what nobody expected. */
  run(input: Input, context: ToolContext): Promise<ToolResult>;
}
