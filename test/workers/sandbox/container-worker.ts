/** execute_python with the opt-in engine, asked over HTTP: Ferry's side and the sandbox's, in one worker for tests. */
import type { Env } from "../../../functions/env.ts";
import { pythonEngine } from "../../../functions/python-engine.ts";
import { PythonSandbox } from "../../../functions/sandbox/python-sandbox.ts";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { fromBase64, toBase64 } from "../../../lib/model/base64.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { executePython } from "../../../lib/tools/execute-python.ts";
import { openToolbox } from "../../../lib/tools/toolbox.ts";
import { toolContext } from "../../support/tool-context.ts";
import { toolFiles } from "../../support/tool-files.ts";
import { standInContainer } from "./stand-in-container.ts";

type TestEnv = Env & { readonly CONTAINERS_URL: string };

export class StandInSandbox extends PythonSandbox {
  readonly #url: string;

  constructor(ctx: DurableObjectState<object>, env: TestEnv) {
    const url = `${env.CONTAINERS_URL}/${ctx.id}`;
    Object.defineProperty(ctx, "container", { value: standInContainer(url) });
    super(ctx, env);
    this.#url = url;
  }

  override async alarm(...args: Parameters<PythonSandbox["alarm"]>): Promise<void> {
    await super.alarm(...args);
    if (this.ctx.container?.running) return;
    const kept = [...(await this.ctx.storage.list()).keys()];
    await fetch(`${this.#url}/alarm`, { method: "POST", body: JSON.stringify(kept) });
  }
}

export default {
  async fetch(request: Request, env: TestEnv): Promise<Response> {
    if (request.method === "GET") return new Response(null);
    return Response.json(await run(env, await request.json()));
  },
};

export type Asked = {
  readonly code: string;
  readonly timeout?: number;
  /** By name, in base64. */
  readonly files?: Readonly<Record<string, string>>;
  /** Stopped as soon as the container is asked so. */
  readonly stopAt?: "write" | "execute";
};

async function run(env: TestEnv, { code, timeout, files = {}, stopAt }: Asked) {
  const failures: string[] = [];
  const log = createLog({ out: () => {}, err: (line) => void failures.push(line) });
  const toolbox = openToolbox([executePython(pythonEngine(env, currentPrices))], log);
  const stopping = new AbortController();
  const begun = stopAt ? fetch(`${env.CONTAINERS_URL}/next/${stopAt}`) : Promise.resolve();
  const stop = begun.then(() => stopAt && stopping.abort(new Error("stopped")));
  const held = Object.entries(files).map(([fileName, base64]) => {
    const bytes = fromBase64(base64) ?? new Uint8Array();
    return [`user:${fileName}`, { fileName, bytes, mimeType: "text/csv" }] as const;
  });
  const input = { code, ...(timeout && { timeout }), files: held.map(([id]) => ({ file_id: id })) };
  const call = { toolUseId: "toolu_1", name: "execute_python", input };
  const context = toolContext({
    signal: stopping.signal,
    files: toolFiles(Object.fromEntries(held)),
  });
  const { content, isError, outputFiles = [], cost } = await toolbox.run(call, context);
  await stop;
  return {
    text: content.map(({ text }) => text).join("\n"),
    isError,
    files: outputFiles.map(({ bytes, ...file }) => ({ ...file, base64: toBase64(bytes) })),
    cost,
    failures,
    description: toolbox.definitions[0]?.description,
  };
}
