/** Applies what is missing of migrations/ and says so, line by line. */
import { type MigrateResult, migrateStore } from "../../lib/store/migrate-store.ts";
import { loadMigrations } from "./load-migrations.ts";

export type Migrate = {
  readonly databaseUrl: string;
  /** `host:port/path`; only for a local endpoint that speaks Neon's protocol. */
  readonly wsProxy?: string;
  readonly print: (line: string) => void;
};

/** Rejects with the AppError of `migrateStore`. */
export async function migrate(options: Migrate): Promise<MigrateResult> {
  const { print, ...connection } = options;
  const { host, pathname } = new URL(connection.databaseUrl);
  print(`Migrating ${host}${pathname}`);
  const result = await migrateStore({ ...connection, migrations: await loadMigrations() });
  for (const name of result.skipped) print(`  ${name} is already there`);
  for (const name of result.applied) print(`  ${name} applied`);
  return result;
}
