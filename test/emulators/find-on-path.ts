/** Looks for an installed program without running anything. */
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The program's real place (links followed), or null where PATH does not have it. */
export function findOnPath(name: string): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  return found === undefined ? null : realpathSync(found);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
