/** Keeps two processes from opening one PGlite folder at once, which would destroy it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Folders open in this very process, which a process id cannot tell apart. */
const openHere = new Set<string>();

/**
 * Claims the folder for this process and returns how to release it.
 * A claim left behind by a killed process does not count. Throws where another process holds it.
 */
export function claimDataFolder(dataDir: string): () => void {
  const claim = `${dataDir}.pid`;
  mkdirSync(dirname(claim), { recursive: true });
  const holder = readHolder(claim);
  const elsewhere = holder !== null && holder !== process.pid && isAlive(holder);
  if (elsewhere || openHere.has(claim)) {
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

function readHolder(claim: string): number | null {
  try {
    const pid = Number(readFileSync(claim, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Signal 0 only asks; a refusal means that there is someone to refuse it.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
