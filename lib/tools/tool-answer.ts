/** The forms most answers of tools take. */
import type { Block } from "../model/message.ts";
import type { ToolResult } from "../model/tool.ts";

/** `text` must not be blank: the API refuses such blocks. */
export function textBlock(text: string): Block {
  return { type: "text", text: text.toWellFormed() };
}

/** `advice` says to Claude what is wrong and what it can do about it. */
export function refusal(advice: string): ToolResult {
  return { content: [textBlock(advice)], isError: true, files: [] };
}
