/** The real worker as a child process: `wrangler dev` on a derived configuration, without account or network. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { StartRefused } from "./start-refused.ts";
import { untilHealthy } from "./worker-health.ts";
import type { WorkerLog } from "./worker-log.ts";

const STOP_LIMIT_MS = 5_000;
const POLL_MS = 50;

const require = createRequire(import.meta.url);
const wranglerBin = join(dirname(require.resolve("wrangler/package.json")), "bin/wrangler.js");
const exitWithParent = fileURLToPath(new URL("./exit-with-parent.mjs", import.meta.url));

export type WorkerOptions = {
  /** Holds wrangler.json and .dev.vars, and gets wrangler's storage, home and temporary files. */
  readonly folder: string;
  /** Where the configuration makes the worker listen, on 127.0.0.1. */
  readonly port: number;
  readonly log: WorkerLog;
};

export type WorkerProcess = {
  /** Resolves, with how it ended, when wrangler is gone for whatever reason. */
  readonly ended: Promise<string>;
  /** Ends it gracefully, within 5 s by force. */
  stop(): Promise<void>;
  /** SIGKILL to wrangler and workerd at once, as a crash would. */
  kill(): Promise<void>;
};

/** Resolves when GET /health answers 200; throws StartRefused with the last log lines where that never comes. */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  const { folder, port, log } = options;
  // Its own process group: a Ctrl-C in the terminal reaches only us, and we can end all of it at once.
  const child = spawn(
    process.execPath,
    [
      "--import",
      exitWithParent,
      wranglerBin,
      "dev",
      "--config",
      join(folder, "wrangler.json"),
      "--persist-to",
      join(folder, "state"),
    ],
    {
      cwd: folder,
      env: quietEnvironment(folder),
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  log.read(child.stdout);
  log.read(child.stderr);
  const ended = howItEnds(child);
  const silent = new Promise((resolve) => child.once("close", resolve));
  const kill = async () => {
    signalGroup(child, "SIGKILL");
    // Its last lines too: the log's folder may go next.
    await silent;
    await portClosed(port);
  };
  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(STOP_LIMIT_MS, undefined, { ref: false })]);
    await kill();
  };
  const waiting = new AbortController();
  const problem = await Promise.race([ended, untilHealthy(port, waiting.signal)]);
  waiting.abort();
  if (problem === null) return { ended, stop, kill };
  await kill();
  throw new StartRefused(
    `The worker did not start: ${problem}\n${log.lines.slice(-15).join("\n")}`,
  );
}

/** No questions, no telemetry, no look-ups, nothing written outside `folder`: local-stack.md C. */
function quietEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: join(folder, "home"),
    XDG_CONFIG_HOME: join(folder, "home"),
    WRANGLER_REGISTRY_PATH: join(folder, "registry"),
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_WRITE_LOGS: "false",
    WRANGLER_LOG: "log",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: "false",
    X_LOCAL_EXPLORER: "false",
    X_LOCAL_OBSERVABILITY: "false",
    NO_COLOR: "1",
  };
}

async function howItEnds(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = await once(child, "exit");
    return signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`;
  } catch (error) {
    return `it could not be run (${error instanceof Error ? error.message : String(error)})`;
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** A killed process frees its port a moment after the signal; the next worker must find it free. */
async function portClosed(port: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < STOP_LIMIT_MS; waitedMs += POLL_MS) {
    if (!(await isOpen(port))) return;
    await sleep(POLL_MS);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
