/** Runs a database server that cannot outlive us: it ends, and its folder goes, when our process does. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

export type TiedChild = {
  /** Resolves when the server has ended, asked to or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
};

/** The numeric user a server runs as, where it refuses ours. */
export type RunAs = { readonly uid: number; readonly gid: number };

export type StartTied = {
  readonly command: readonly string[];
  /** Private folder of the server; removed when it ends. */
  readonly folder: string;
  readonly runAs: RunAs | null;
};

/**
 * Our end of stdin closes however we die, SIGKILL included: the watcher reads to that end and then
 * interrupts the server (SIGINT: Postgres's fast shutdown, Redis's ordinary one).
 */
const SUPERVISOR = `
exec 3<&0
folder=$1; shift
"$@" </dev/null 3<&- &
server=$!
{ cat >/dev/null; kill -INT "$server"; } <&3 >/dev/null 2>&1 &
wait "$server"
rm -rf "$folder"
`;

/** Both PostgreSQL and Redis say so in these words. */
const READY = /ready to accept connections/i;
const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;

/** Resolves when the server accepts connections; rejects with its last words where it does not. */
export async function startTied({ command, folder, runAs }: StartTied): Promise<TiedChild> {
  const child = spawn("sh", ["-c", SUPERVISOR, "tied-child", folder, ...command], {
    // Its own session: Ctrl-C in a terminal reaches us first, and we end it in order.
    detached: true,
    env: { PATH: process.env.PATH ?? "", LC_ALL: "C" },
    stdio: ["pipe", "pipe", "pipe"],
    ...runAs,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.stdin.destroy();
    const late = await Promise.race([ended, sleep(STOP_LIMIT_MS, "late", { ref: false })]);
    if (late === "late") killGroup(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ended, stop };
}

async function ready(child: ChildProcess): Promise<void> {
  let output = "";
  const spoken = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
      if (READY.test(output)) resolve();
    };
    // The listeners stay: a server whose output nobody reads blocks on a full pipe.
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
  });
  const ended = once(child, "close").then(() => "the server ended at its start");
  const late = sleep(START_LIMIT_MS, "the server did not become ready", { ref: false });
  const problem = await Promise.race([spoken, ended, late]);
  if (problem !== undefined) throw new Error(`${problem}: ${output.trim()}`);
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
}
