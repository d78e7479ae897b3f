/** Looks for an installed program without running anything. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the program is (perhaps a link: redis-server minds the name it is called by), or null. */
export function findOnPath(name: string): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
