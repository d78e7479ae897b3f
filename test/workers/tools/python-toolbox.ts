/** execute_python as a turn calls it, with the bindings of the worker. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Env } from "../../../functions/env.ts";
import { pythonEngine } from "../../../functions/python-engine.ts";
import { currentPrices } from "../../../lib/billing/prices.ts";
import type { ToolFiles } from "../../../lib/model/known-file.ts";
import type { ToolResult } from "../../../lib/model/tool.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { executePython } from "../../../lib/tools/execute-python.ts";
import { openToolbox } from "../../../lib/tools/toolbox.ts";
import { noonMs } from "../../support/inbounds.ts";
import { toolContext } from "../../support/tool-context.ts";

/** What nobody expected, as it went to the log. */
const failures: string[] = [];

const log = createLog({ out: () => {}, err: (line) => void failures.push(line) });
const toolbox = openToolbox(
  [executePython(pythonEngine(env as unknown as Env, currentPrices))],
  log,
);

export type Options = {
  readonly files?: Readonly<Record<string, string>>;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
};

export function runPython(code: string, options: Options = {}): Promise<ToolResult> {
  const { files = {}, timeout, signal } = options;
  const input = {
    code,
    files: Object.keys(files).map((name) => ({ file_id: `user:${name}` })),
    ...(timeout !== undefined && { timeout }),
  };
  const call = { toolUseId: "toolu_1", name: "execute_python", input };
  return toolbox.run(call, toolContext({ files: holding(files), ...(signal && { signal }) }));
}

/** A run in which the tool itself did not fail. */
export async function run(...args: Parameters<typeof runPython>): Promise<ToolResult> {
  const result = await runPython(...args);
  expect(failures).toEqual([]);
  return result;
}

/** What a program printed that ended well. */
export async function printed(...args: Parameters<typeof runPython>): Promise<string> {
  const result = await run(...args);
  expect(textOf(result)).toMatch(/^Exit code 0 after \d/);
  expect(result.isError).toBe(false);
  return textOf(result).split("stdout:\n")[1] ?? "";
}

/** The files it wrote, as text. */
export function written({ outputFiles = [] }: ToolResult) {
  return outputFiles.map(({ fileName, mimeType, bytes }) => ({
    fileName,
    mimeType,
    text: new TextDecoder().decode(bytes),
  }));
}

export function textOf({ content }: ToolResult): string {
  return content.map(({ text }) => text).join();
}

function holding(files: Readonly<Record<string, string>>): ToolFiles {
  const fileOf = (id: string) => {
    const fileName = id.replace(/^user:/, "");
    const text = files[fileName];
    if (text === undefined) return null;
    const file = { id, fileName, mimeType: "text/csv", state: "received", madeBy: "user" } as const;
    return { file: { ...file, atMs: noonMs }, bytes: new TextEncoder().encode(text) };
  };
  return {
    find: async (id) => fileOf(id)?.file ?? null,
    read: async (id, maxBytes) => {
      const found = fileOf(id);
      if (found === null) return { reason: "unknown" };
      return found.bytes.length > maxBytes ? { reason: "too_large" } : found;
    },
  };
}
