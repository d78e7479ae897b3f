/** Runs the program it is sent, and draws its pictures: what `python` measures. */
import type { Env } from "../../../functions/env.ts";
import { pythonEngine } from "../../../functions/python-engine.ts";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { outputsOf } from "../../../lib/tools/python/output-files.ts";

export default {
  async fetch(request: Request, env: Pick<Env, "LOADER" | "ASSETS">): Promise<Response> {
    if (request.method === "GET") return new Response(null, { status: 200 });
    const engine = pythonEngine(env, currentPrices);
    if (engine === null) return new Response("no engine", { status: 500 });
    const job = { source: await request.text(), files: [], timeoutMs: 10_000 };
    const run = await engine.runner.run(job, request.signal);
    const { files } = await outputsOf(run, engine);
    return new Response(`${run.stdout}${files.map(({ fileName }) => fileName)}`, {
      status: run.exitCode === 0 ? 200 : 422,
    });
  },
};
