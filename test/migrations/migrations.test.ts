import { Pool } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadMigrations } from "../../functions/cli/load-migrations.ts";
import { migrate } from "../../functions/cli/run-migrations.ts";
import { migrateStore } from "../../lib/store/migrate-store.ts";
import { findPostgresql } from "../emulators/postgres/find-postgresql.ts";
import { type Postgres, startPostgres } from "../emulators/postgres/start-postgres.ts";

const engines = (["pglite", "postgresql"] as const).filter(
  (engine) => engine === "pglite" || findPostgresql() !== null,
);

const all = ["0001_initial", "0002_money"];

describe.each(engines)("on %s", (engine) => {
  let postgres: Postgres;
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line);
  };

  beforeAll(async () => {
    postgres = await startPostgres({ engine });
  });
  afterAll(() => postgres.stop());

  async function query(statement: string): Promise<unknown[]> {
    const pool = new Pool({ connectionString: postgres.databaseUrl, max: 1 });
    pool.on("error", () => {});
    try {
      return (await pool.query(statement)).rows;
    } finally {
      await pool.end();
    }
  }

  test("an empty database gets the whole schema, a second run changes nothing", async () => {
    expect(await migrate({ ...postgres, print })).toEqual({
      applied: all,
      skipped: [],
    });
    const schema = await query("select * from information_schema.columns order by 1, 2, 3, 4");
    expect(await migrate({ ...postgres, print })).toEqual({
      applied: [],
      skipped: all,
    });
    expect(await query("select * from information_schema.columns order by 1, 2, 3, 4")).toEqual(
      schema,
    );
  });

  test("all tables of the design are there", async () => {
    const tables = await query(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    expect(tables.map((row) => (row as { name: string }).name)).toEqual([
      "balance_operations",
      "chats",
      "chores",
      "dead_letters",
      "kysely_migration",
      "kysely_migration_lock",
      "message_edits",
      "messages",
      "payments",
      "sent_messages",
      "threads",
      "tool_calls",
      "turns",
      "user_files",
      "users",
    ]);
  });

  test("money can arrive before the name, once per key, and the ledger is never rewritten", async () => {
    await query("insert into users (id, balance_nano_usd, ledger_seq) values (1, 100000000, 1)");
    const entry = `insert into balance_operations
      (key, user_id, ledger_seq, kind, amount_nano_usd, balance_after_nano_usd, note)
      values ('starter:1', 1, 1, 'starter', 100000000, 100000000, '')`;
    await query(entry);
    await expect(query(entry)).rejects.toMatchObject({ code: "23505" });
    await expect(query("update balance_operations set amount_nano_usd = 1")).rejects.toThrow(
      "append-only",
    );
    await expect(query("delete from balance_operations")).rejects.toThrow("append-only");
  });

  test("what is printed names the database and the migrations, never the password", () => {
    expect(lines).toEqual([
      `Migrating 127.0.0.1:${postgres.port}/ferry`,
      "  0001_initial applied",
      "  0002_money applied",
      `Migrating 127.0.0.1:${postgres.port}/ferry`,
      "  0001_initial is already there",
      "  0002_money is already there",
    ]);
  });

  test("a migration that fails says which and why, and leaves nothing behind", async () => {
    const module = await import("../../migrations/0001_initial.ts");
    const broken = {
      async up(db: Parameters<typeof module.up>[0]) {
        await db.schema.createTable("half").addColumn("id", "integer").execute();
        await db.schema.createTable("half").addColumn("id", "integer").execute();
      },
    };
    const migrations = { ...(await loadMigrations()), "0003_broken": broken };
    await expect(migrateStore({ ...postgres, migrations })).rejects.toMatchObject({
      code: "store_rejected",
      message: expect.stringMatching(/0003_broken.*42P07.*half/),
    });
    expect(await query("select to_regclass('half') as half")).toEqual([{ half: null }]);
  });

  test("no answer and a wrong password are told apart in one line without the password", async () => {
    const wrong = postgres.databaseUrl.replace(/:[^:@]+@/, ":wrong-secret@");
    const refused = await migrate({ ...postgres, databaseUrl: wrong, print }).catch(String);
    expect(refused).toMatch(/28P01/);
    await postgres.pause();
    const away = await migrate({ ...postgres, print }).catch(String);
    await postgres.resume();
    expect(away).toMatch(/Postgres does not answer/);
    expect(`${refused}${away}`).not.toMatch(/wrong-secret|\n/);
    expect(away).not.toContain(new URL(postgres.databaseUrl).password);
  });
});

test("two databases migrated at the same time get their own schema each", async () => {
  const both = await Promise.all([
    startPostgres({ engine: "auto" }),
    startPostgres({ engine: "auto" }),
  ]);
  const results = await Promise.all(both.map((each) => migrate({ ...each, print: () => {} })));
  await Promise.all(both.map((each) => each.stop()));
  for (const { applied } of results) expect(applied).toEqual(all);
});
