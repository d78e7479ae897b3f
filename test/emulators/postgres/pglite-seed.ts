/** An empty database kept ready on disk: creating one takes PGlite four seconds and more, unpacking one less than one. */
import { openAsBlob } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Beside the installed package, and like it gone with the next clean install. */
const CACHE_FOLDER = join(import.meta.dirname, "../../../node_modules/.cache/ferry");

/** Null where none was kept yet. */
export async function readSeed(): Promise<Blob | null> {
  try {
    return await openAsBlob(seedPath());
  } catch {
    // Not kept yet, or not readable: the database is then created the slow way.
    return null;
  }
}

export async function keepSeed(seed: Blob): Promise<void> {
  const path = seedPath();
  const unfinished = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, seed.stream());
    await rename(unfinished, path);
  } catch {
    // A place that cannot be written costs the next start its seconds, and nothing else.
  }
}

/** The seed belongs to one version: another one's files might not open. */
function seedPath(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version } = createRequire(entry)("../package.json");
  return join(CACHE_FOLDER, `pglite-${version}.tar.gz`);
}
