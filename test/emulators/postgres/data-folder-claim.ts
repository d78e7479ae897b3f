/** Keeps two processes from opening one PGlite folder at once, which would destroy it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../is-alive.ts";

const FAREWELL_MS = 3_000;

/** Folders open in this very process, which a process id cannot tell apart. */
const openHere = new Set<string>();

/**
 * Claims the folder for this process and returns how to release it.
 * A claim left behind by a killed process does not count. Throws where another process holds it.
 */
export async function claimDataFolder(dataDir: string): Promise<() => void> {
  const claim = `${dataDir}.pid`;
  mkdirSync(dirname(claim), { recursive: true });
  const holder = readHolder(claim);
  if (openHere.has(claim) || (holder !== null && (await stays(holder)))) {
    throw new Error(
      `the database folder is in use by process ${holder}: stop it, or delete ${claim} if it is none of ours`,
    );
  }
  writeFileSync(claim, String(process.pid));
  openHere.add(claim);
  return () => {
    openHere.delete(claim);
    rmSync(claim, { force: true });
  };
}

/** A killed process takes a moment to disappear: whoever restarts at once waits for it. */
async function stays(holder: number): Promise<boolean> {
  const untilMs = performance.now() + FAREWELL_MS;
  while (holder !== process.pid && isAlive(holder)) {
    if (performance.now() > untilMs) return true;
    await sleep(50);
  }
  return false;
}

function readHolder(claim: string): number | null {
  try {
    const pid = Number(readFileSync(claim, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
