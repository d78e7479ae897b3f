/** Opens PGlite's database, in memory or in a folder, creating it where there is none. */
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { keepSeed, readSeed } from "./pglite-seed.ts";

export async function openInMemory(): Promise<PGlite> {
  const seed = await readSeed();
  if (seed !== null) return PGlite.create({ loadDataDir: seed });
  const database = await PGlite.create();
  await keepSeed(await database.dumpDataDir("gzip"));
  return database;
}

export async function openFolder(dataDir: string): Promise<PGlite> {
  if (!existsSync(join(dataDir, "PG_VERSION"))) await createFolder(dataDir);
  return PGlite.create({ dataDir });
}

/** Under another name until it is complete: a folder cut short by Ctrl-C would never open again. */
async function createFolder(dataDir: string): Promise<void> {
  const unfinished = `${dataDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const seed = await readSeed();
  const content = seed === null ? {} : { loadDataDir: seed };
  const database = await PGlite.create({ dataDir: unfinished, ...content });
  await database.close();
  await rename(unfinished, dataDir);
}
