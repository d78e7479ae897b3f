/** A tool for tests: says back what it is told, fails when told to, makes a file, waits at a gate. */
import * as z from "zod";
import type { ToolFiles } from "../../lib/model/known-file.ts";
import { type NanoUsd, nanoUsd } from "../../lib/model/money.ts";
import type { ToolCall, ToolResult } from "../../lib/model/tool.ts";
import type { ToolContext } from "../../lib/tools/tool.ts";
import type { Toolbox } from "../../lib/turn/run-turn.ts";
import { marked } from "./marked.ts";

const input = z.object({
  say: z.string(),
  /** Makes a text file of this name, with the words in it. */
  file: z.string().optional(),
  /** Makes pending files of these names, with the words in them. */
  keep: z.array(z.string()).default([]),
  /** Says what is in the file of this id. */
  read: z.string().optional(),
  /** Shows Claude a picture. */
  see: z.string().optional(),
  /** Waits until an object `gate/{name}` lies in R2, or is stopped. */
  gate: z.string().optional(),
  /** Makes it a paid tool: what the call costs, estimated and real. */
  costNanoUsd: z.int().optional(),
});

export const echoTool = {
  name: "echo",
  description: "Says back what it is told.",
  inputSchema: z.toJSONSchema(input) as Toolbox["definitions"][number]["inputSchema"],
};

export function estimateEcho({ input: given }: ToolCall): NanoUsd | null {
  const { costNanoUsd } = input.safeParse(given).data ?? {};
  return costNanoUsd === undefined ? null : nanoUsd(costNanoUsd);
}

export async function runEcho(
  call: ToolCall,
  files: R2Bucket,
  { signal, files: own }: ToolContext,
): Promise<ToolResult> {
  const parsed = input.safeParse(call.input);
  if (!parsed.success) return said("The input does not fit.", true);
  const { say, file, keep, read, see, gate, costNanoUsd } = parsed.data;
  if (gate !== undefined) await opened(files, gate, signal);
  if (read !== undefined) return said(await told(own, read), false);
  if (see !== undefined) return shown(said(`echo: ${say}`, false));
  return {
    ...said(`echo: ${say}`, false),
    files: file === undefined ? [] : [madeOf(file, say)],
    outputFiles: keep.map((name) => ({ ...madeOf(name, `${say} in ${name}`), context: say })),
    ...(costNanoUsd !== undefined && { cost: { amountNanoUsd: nanoUsd(costNanoUsd), note: say } }),
  };
}

/** A picture with the words behind its own bytes, or the words alone. */
function madeOf(fileName: string, words: string) {
  if (!fileName.endsWith(".png"))
    return { fileName, mimeType: "text/plain", bytes: Buffer.from(words) };
  return { fileName, mimeType: "image/png", bytes: marked(onePixel, words) };
}

const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function told(own: ToolFiles, id: string): Promise<string> {
  const read = await own.read(id, 1_000_000);
  if ("reason" in read) return `${id}: ${read.reason}`;
  const { fileName, state } = read.file;
  return `${id}: ${state} ${fileName}: ${Buffer.from(read.bytes).toString("latin1")}`;
}

function said(text: string, isError: boolean): ToolResult {
  return { content: [{ type: "text", text }], isError, files: [] };
}

function shown(result: ToolResult): ToolResult {
  const source = { type: "base64", media_type: "image/png", data: onePixel.toString("base64") };
  return { ...result, content: [...result.content, { type: "image", source }] };
}

/** R2 tells nobody when something comes: it is looked at again and again. */
async function opened(files: R2Bucket, gate: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await files.head(`gate/${gate}`)) === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
