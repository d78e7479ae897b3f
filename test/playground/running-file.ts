/** `running.json` in the data folder: keeps a second playground away and tells `npm run say` where the first one is. */
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isAlive } from "../emulators/is-alive.ts";
import { StartRefused } from "./start-refused.ts";

export const RUNNING_FILE = "running.json";

const addresses = z.object({
  pageUrl: z.string(),
  /** The Telegram emulator, whose control protocol `say` speaks. */
  telegramUrl: z.string(),
  telegramControlKey: z.string(),
  workerUrl: z.string(),
});

const runningPlayground = z.object({
  pid: z.int().positive(),
  /** null while it is still starting. */
  addresses: addresses.nullable(),
});

type RunningPlayground = z.infer<typeof runningPlayground>;

/** Claims the folder for this process; throws StartRefused where a living process holds it. */
export async function claimFolder(dataDir: string, pid: number): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (await createFile(dataDir, pid)) return;
  const running = await findRunning(dataDir);
  if (running === null) {
    await releaseFolder(dataDir);
    if (await createFile(dataDir, pid)) return;
  }
  const who = running === null ? "" : ` (process ${running.pid})`;
  const where = running?.addresses?.pageUrl ?? "still starting";
  throw new StartRefused(
    `A playground already runs on ${dataDir}${who}: ${where}. ` +
      "Stop it with Ctrl-C, or use another folder: npm start -- --data <folder> --port <number>",
  );
}

/** False where the file is there already. Linked into place, so that it is never seen half-written. */
async function createFile(dataDir: string, pid: number): Promise<boolean> {
  const draft = `${runningPath(dataDir)}.${pid}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify({ pid, addresses: null }), { mode: 0o600 });
  try {
    await link(draft, runningPath(dataDir));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

/** Publishes where the playground of this process can be reached. */
export async function publishAddresses(dataDir: string, running: RunningPlayground): Promise<void> {
  const next = `${runningPath(dataDir)}.next`;
  await writeFile(next, JSON.stringify(running, null, 2), { mode: 0o600 });
  await rename(next, runningPath(dataDir));
}

export async function releaseFolder(dataDir: string): Promise<void> {
  await rm(runningPath(dataDir), { force: true });
}

/** The playground that runs on this folder, or null; a file whose process is gone counts as none. */
export async function findRunning(dataDir: string): Promise<RunningPlayground | null> {
  const text = await readFile(runningPath(dataDir), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = runningPlayground.safeParse(tryJson(text));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
}

function runningPath(dataDir: string): string {
  return join(dataDir, RUNNING_FILE);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
