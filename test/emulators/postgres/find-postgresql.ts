/** Finds an installed PostgreSQL server that we are able to run. */
import { execFileSync } from "node:child_process";
import { readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findOnPath, isExecutable } from "../find-on-path.ts";
import type { RunAs } from "../tied-child.ts";

export type InstalledPostgresql = {
  /** Holds `postgres` and `initdb`. */
  readonly binFolder: string;
  /** The server refuses root; null where we are someone else. */
  readonly runAs: RunAs | null;
};

/** Where Debian keeps the server, off PATH. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";

export function findPostgresql(): InstalledPostgresql | null {
  const onPath = findOnPath("postgres");
  const folders =
    onPath === null ? debianFolders() : [dirname(realpathSync(onPath)), ...debianFolders()];
  const binFolder = folders.find(isComplete);
  if (binFolder === undefined) return null;
  if (process.getuid?.() !== 0) return { binFolder, runAs: null };
  const runAs = postgresUser();
  return runAs === null ? null : { binFolder, runAs };
}

/** Newest major version first. */
function debianFolders(): readonly string[] {
  try {
    const versions = readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN_FOLDER, version, "bin"));
  } catch {
    return [];
  }
}

function isComplete(folder: string): boolean {
  return isExecutable(join(folder, "postgres")) && isExecutable(join(folder, "initdb"));
}

function postgresUser(): RunAs | null {
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return null;
  }
}

function idOf(flag: "-u" | "-g"): number {
  const stdio = ["ignore", "pipe", "ignore"] as const;
  return Number(
    execFileSync("id", [flag, "postgres"], {
      encoding: "utf8",
      stdio: [...stdio],
    }),
  );
}
