/** A tool for tests: says back what it is told, fails when told to, makes a file, waits at a gate. */
import * as z from "zod";
import type { ToolCall, ToolResult } from "../../lib/model/tool.ts";
import type { Toolbox } from "../../lib/turn/run-turn.ts";

const input = z.object({
  say: z.string(),
  /** Makes a text file of this name, with the words in it. */
  file: z.string().optional(),
  /** Waits until an object `gate/{name}` lies in R2, or is stopped. */
  gate: z.string().optional(),
});

export const echoTool = {
  name: "echo",
  description: "Says back what it is told.",
  inputSchema: z.toJSONSchema(input) as Toolbox["definitions"][number]["inputSchema"],
};

export async function runEcho(
  call: ToolCall,
  files: R2Bucket,
  signal: AbortSignal,
): Promise<ToolResult> {
  const parsed = input.safeParse(call.input);
  if (!parsed.success) return said("The input does not fit.", true);
  const { say, file, gate } = parsed.data;
  if (gate !== undefined) await opened(files, gate, signal);
  const made = {
    fileName: file ?? "",
    mimeType: "text/plain",
    bytes: new TextEncoder().encode(say),
  };
  return { ...said(`echo: ${say}`, false), files: file === undefined ? [] : [made] };
}

function said(text: string, isError: boolean): ToolResult {
  return { content: [{ type: "text", text }], isError, files: [] };
}

/** R2 tells nobody when something comes: it is looked at again and again. */
async function opened(files: R2Bucket, gate: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await files.head(`gate/${gate}`)) === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
