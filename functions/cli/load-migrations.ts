/** The files of migrations/ as kysely's migrator takes them: file name without ending → module. */
import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import type { MigrateStore } from "../../lib/store/migrate-store.ts";

type Migrations = MigrateStore["migrations"];
type Migration = Migrations[string];

const folder = new URL("../../migrations/", import.meta.url);

export async function loadMigrations(): Promise<Migrations> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
  const named = files.map(async (file) => [basename(file, ".ts"), await load(file)] as const);
  return Object.fromEntries(await Promise.all(named));
}

async function load(file: string): Promise<Migration> {
  const migration: unknown = await import(new URL(file, folder).href);
  if (!isMigration(migration)) throw new Error(`migrations/${file} exports no function up(db)`);
  return migration;
}

function isMigration(module: unknown): module is Migration {
  return (
    typeof module === "object" &&
    module !== null &&
    "up" in module &&
    typeof module.up === "function"
  );
}
