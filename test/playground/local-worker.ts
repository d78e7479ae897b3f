/** One local worker over its whole life: configured once, then killed and started again at will on the same port. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCron, tickCron } from "./cron.ts";
import { cronExpressions, deriveConfig, dotenvText } from "./derived-config.ts";
import { WorkerLog } from "./worker-log.ts";
import { startWorker, type WorkerProcess } from "./worker-process.ts";

const wranglerToml = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));
/** As often as wrangler.toml's own cron. */
const CRON_EVERY_MS = 5 * 60_000;

export type LocalWorkerOptions = {
  readonly folder: string;
  readonly port: number;
  readonly vars: Readonly<Record<string, string>>;
  /** What its configuration has in place of the committed one's. */
  readonly config?: Readonly<Record<string, unknown>> | undefined;
};

export type LocalWorker = {
  readonly url: string;
  readonly log: WorkerLog;
  /** Resolves, with how it ended, when the worker ends without having been asked to. */
  readonly died: Promise<string>;
  /** Stops it if it runs, and resolves when the new one answers. */
  restart(): Promise<void>;
  /** SIGKILL to wrangler and workerd; `restart` brings it back. */
  kill(): Promise<void>;
  /** Fires the cron triggers now and waits for their handlers. */
  tickCron(): Promise<void>;
  stop(): Promise<void>;
};

export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const { folder, port } = options;
  const url = `http://127.0.0.1:${port}`;
  const expressions = await writeConfiguration(options);
  const log = new WorkerLog(join(folder, "worker.log"));
  const death = Promise.withResolvers<string>();
  let running: WorkerProcess | null = null;

  async function start(): Promise<void> {
    const started = await startWorker({ folder, port, log });
    running = started;
    void started.ended.then((how) => {
      if (running === started) death.resolve(how);
    });
  }
  async function end(how: "stop" | "kill"): Promise<void> {
    const ending = running;
    running = null;
    await ending?.[how]();
  }

  await start();
  const stopCron = startCron({
    workerUrl: url,
    expressions,
    everyMs: CRON_EVERY_MS,
  });
  return {
    url,
    log,
    died: death.promise,
    restart: async () => {
      await end("stop");
      await start();
    },
    kill: () => end("kill"),
    tickCron: () => tickCron({ workerUrl: url, expressions }),
    stop: async () => {
      stopCron();
      await end("stop");
    },
  };
}

/** Returns the cron expressions of the committed configuration. */
async function writeConfiguration({
  folder,
  port,
  vars,
  config: changes,
}: LocalWorkerOptions): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const derived = deriveConfig(await readFile(wranglerToml, "utf8"), wranglerToml, port);
  const config = { ...derived, ...changes };
  await writeFile(join(folder, "wrangler.json"), JSON.stringify(config, null, 2));
  await writeFile(join(folder, ".dev.vars"), dotenvText(vars), { mode: 0o600 });
  return cronExpressions(config);
}
