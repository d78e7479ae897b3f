/** Brings a Durable Object's tables to the newest version: a deploy must be able to read what the version before it wrote. */
import type { Sql } from "./sql.ts";

/** Each entry makes the next version of the version before it; released ones are never changed. */
export type SchemaVersions = readonly (readonly string[])[];

/** Idempotent; runs before anything else touches the tables. */
export function upgrade(sql: Sql, versions: SchemaVersions): void {
  sql.exec("create table if not exists journal_version (version integer not null)");
  const [row] = sql.exec<{ version: number }>("select version from journal_version").toArray();
  const from = row?.version ?? 0;
  // Newer than this code, after a rollback: marked down, its tables would be made a second time.
  if (from >= versions.length) return;
  for (const statements of versions.slice(from)) {
    for (const statement of statements) sql.exec(statement);
  }
  sql.exec("delete from journal_version");
  sql.exec("insert into journal_version (version) values (?)", versions.length);
}
