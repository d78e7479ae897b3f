/** Runs a small Worker as Ferry's runs: under a `wrangler dev` of its own, with the same compatibility settings. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deriveConfig } from "../playground/derived-config.ts";
import { freePort } from "../playground/free-port.ts";
import { WorkerLog } from "../playground/worker-log.ts";
import { startWorker } from "../playground/worker-process.ts";

const wranglerToml = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));

/** Of Ferry's own configuration. */
const kept = [
  "compatibility_date",
  "compatibility_flags",
  "minify",
  "send_metrics",
  "dev",
  "worker_loaders",
  "assets",
];

export type LoneWorker = { readonly url: string; readonly stop: () => Promise<void> };

/** `main` must answer GET /health with 200. `own` is what its configuration has beside Ferry's settings. */
export async function startLoneWorker(main: URL, own: object = {}): Promise<LoneWorker> {
  const name = basename(main.pathname, ".ts");
  const folder = await mkdtemp(join(tmpdir(), `ferry-${name}-`));
  const port = await freePort();
  const derived = deriveConfig(await readFile(wranglerToml, "utf8"), wranglerToml, port);
  const settings = kept.map((key) => [key, derived[key]]);
  const config = { name, main: fileURLToPath(main), ...Object.fromEntries(settings), ...own };
  await writeFile(join(folder, "wrangler.json"), JSON.stringify(config));
  const log = new WorkerLog(join(folder, "worker.log"));
  const worker = await startWorker({ folder, port, log });
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: async () => {
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
