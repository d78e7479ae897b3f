/** A real Postgres with our schema, and a store on it. */
import { sql } from "kysely";
import { migrate } from "../../../functions/cli/run-migrations.ts";
import { openStore, type Store } from "../../../lib/store/open-store.ts";
import { type Postgres, startPostgres } from "../../emulators/postgres/start-postgres.ts";

export type MigratedStore = {
  readonly postgres: Postgres;
  readonly store: Store;
  /** The rows as Postgres gives them as JSON, in the order of the statement. */
  readonly rows: (statement: string) => Promise<readonly Record<string, unknown>[]>;
  readonly run: (statement: string) => Promise<void>;
  readonly empty: () => Promise<void>;
};

const tables = [
  "users",
  "chats",
  "threads",
  "turns",
  "messages",
  "message_edits",
  "sent_messages",
  "user_files",
  "balance_operations",
  "payments",
  "dead_letters",
  "tool_calls",
  "chores",
];

export async function startMigratedStore(onQuery?: () => void): Promise<MigratedStore> {
  const postgres = await startPostgres({ engine: "auto" });
  await migrate({ ...postgres, print: () => {} });
  const store = openStore({ ...postgres, ...(onQuery && { onQuery }) });
  const plain = openStore(postgres);
  return {
    postgres,
    store,
    async rows(statement) {
      const query = sql<{
        row: Record<string, unknown>;
      }>`select to_jsonb(q) as row from (${sql.raw(statement)}) q`;
      return (await query.execute(plain.db)).rows.map(({ row }) => row);
    },
    async run(statement) {
      await sql.raw(statement).execute(plain.db);
    },
    async empty() {
      await sql.raw(`truncate ${tables.join(", ")}`).execute(plain.db);
    },
  };
}
