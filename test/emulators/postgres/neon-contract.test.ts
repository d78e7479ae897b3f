/** What the unmodified Neon driver must see, on every engine: the playground and the tests rely on it. */
import {
  Client,
  NeonDbError,
  neon,
  neonConfig,
  Pool,
  type PoolClient,
} from "@neondatabase/serverless";
import { Kysely, sql as raw } from "kysely";
import { NeonDialect } from "kysely-neon";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { findPostgresql } from "./find-postgresql.ts";
import { type Postgres, type PostgresEngine, startPostgres } from "./start-postgres.ts";

const engines: PostgresEngine[] = ["postgresql", "pglite"];

function isMissing(engine: PostgresEngine): boolean {
  const missing = engine === "postgresql" && findPostgresql() === null;
  if (missing) console.log("skipped on postgresql: no server is installed here");
  return missing;
}

type Database = { item: { name: string; count: string | number | bigint } };

for (const engine of engines) {
  describe.skipIf(isMissing(engine))(`Neon's protocol on ${engine}`, () => {
    let postgres: Postgres;
    let pool: Pool;
    const sql = () => neon(postgres.databaseUrl);

    beforeAll(async () => {
      postgres = await startPostgres({ engine });
      neonConfig.fetchEndpoint = postgres.fetchEndpoint;
      neonConfig.wsProxy = () => postgres.wsProxy;
      neonConfig.useSecureWebSocket = false;
      neonConfig.webSocketConstructor = WebSocket;
      pool = new Pool({ connectionString: postgres.databaseUrl });
      pool.on("error", () => {});
      await sql()`create table item (name text primary key, count bigint not null default 0)`;
    });

    afterAll(async () => {
      await pool?.end();
      await postgres?.stop();
    });

    beforeEach(async () => {
      await sql()`truncate item`;
    });

    const itemCount = async () => (await sql()`select * from item`).length;

    async function transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const result = await work(client);
        await client.query("commit");
        return result;
      } finally {
        client.release();
      }
    }

    const typed = `select 9007199254740993::bigint as big, '{"a":[1,"é"]}'::jsonb as json,
      '2026-11-22T10:00:00.5Z'::timestamptz as at, '\\x00ff10'::bytea as bytes,
      array['p','q"r',null] as texts, 'b1f2a3c4-0000-4000-8000-000000000001'::uuid as id,
      12.50::numeric as money, true as yes, null::text as nothing`;

    const typedRow = {
      big: "9007199254740993",
      json: { a: [1, "é"] },
      at: new Date("2026-11-22T10:00:00.500Z"),
      bytes: Buffer.from([0, 255, 16]),
      texts: ["p", 'q"r', null],
      id: "b1f2a3c4-0000-4000-8000-000000000001",
      money: "12.50",
      yes: true,
      nothing: null,
    };

    test("says which engine it is", () => {
      const name = engine === "pglite" ? "PGlite" : "PostgreSQL";
      expect(postgres.version).toMatch(new RegExp(`^${name} \\d+\\.\\d+$`));
      expect(postgres.engine).toBe(engine);
    });

    test("values of every type arrive alike over HTTP and WebSocket", async () => {
      expect(await sql().query(typed)).toEqual([typedRow]);
      expect((await pool.query(typed)).rows).toEqual([typedRow]);
    });

    test("parameters of every type are understood", async () => {
      const query =
        "select $1::bigint a, $2::jsonb b, $3::timestamptz c, $4::bytea d, $5::text[] e";
      const at = new Date("2026-01-02T03:04:05.678Z");
      const values = [42n, { x: 1 }, at, Buffer.from([1, 254]), ["s", null, 'q"']];
      const row = {
        a: "42",
        b: { x: 1 },
        c: at,
        d: Buffer.from([1, 254]),
        e: ["s", null, 'q"'],
      };
      expect(await sql().query(query, values)).toEqual([row]);
      expect((await pool.query(query, values)).rows).toEqual([row]);
    });

    test("full results carry command, row count and fields", async () => {
      const full = neon(postgres.databaseUrl, {
        fullResults: true,
        arrayMode: true,
      });
      const result = await full`insert into item values ('a', 1), ('b', 2) returning name, count`;
      expect(result).toMatchObject({
        command: "INSERT",
        rowCount: 2,
        rows: [
          ["a", "1"],
          ["b", "2"],
        ],
      });
      expect(result.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
        ["name", 25],
        ["count", 20],
      ]);
    });

    test("a plain HTTP client may ask for rows as objects", async () => {
      const response = await fetch(postgres.fetchEndpoint, {
        method: "POST",
        headers: { "Neon-Connection-String": postgres.databaseUrl },
        body: JSON.stringify({
          query: "select $1::int + 1 as sum",
          params: [41],
        }),
      });
      expect(await response.json()).toMatchObject({
        rows: [{ sum: "42" }],
        rowAsArray: false,
      });
    });

    test("a violated constraint is reported with all its fields", async () => {
      await sql()`insert into item (name) values ('a')`;
      const expected = {
        name: "NeonDbError",
        severity: "ERROR",
        code: "23505",
        table: "item",
        constraint: "item_pkey",
        detail: "Key (name)=(a) already exists.",
      };
      const again = sql()`insert into item (name) values ('a')`;
      await expect(again).rejects.toMatchObject(expected);
      await expect(again).rejects.toBeInstanceOf(NeonDbError);
      const { name: _, ...fields } = expected;
      const overSocket = pool.query("insert into item (name) values ('a')");
      await expect(overSocket).rejects.toMatchObject(fields);
    });

    test("a syntax error points at its place", async () => {
      const broken = sql().query("select 1 frm nowhere at all");
      await expect(broken).rejects.toMatchObject({
        code: "42601",
        position: "14",
      });
    });

    test("a session survives its errors", async () => {
      const client = await pool.connect();
      await expect(client.query("select no_such_column")).rejects.toMatchObject({ code: "42703" });
      expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
      client.release();
    });

    test("a batch is one transaction with the isolation asked for", async () => {
      const [, isolation, readOnly] = await sql().transaction(
        (tx) => [
          tx`insert into item (name) values ('a')`,
          tx`select current_setting('transaction_isolation') as value`,
          tx`select current_setting('transaction_read_only') as value`,
        ],
        { isolationLevel: "RepeatableRead" },
      );
      expect([isolation, readOnly]).toEqual([[{ value: "repeatable read" }], [{ value: "off" }]]);
      expect(await itemCount()).toBe(1);
    });

    test("a read-only batch may not write, and may be deferrable", async () => {
      const options = {
        isolationLevel: "Serializable",
        readOnly: true,
        deferrable: true,
      } as const;
      const write = sql().transaction((tx) => [tx`insert into item (name) values ('a')`], options);
      await expect(write).rejects.toMatchObject({ code: "25006" });
      const [deferrable] = await sql().transaction(
        (tx) => [tx`select current_setting('transaction_deferrable') as value`],
        options,
      );
      expect(deferrable).toEqual([{ value: "on" }]);
    });

    test("an error anywhere in a batch undoes all of it", async () => {
      const batch = sql().transaction((tx) => [
        tx`insert into item (name) values ('a')`,
        tx`insert into item (name) values ('a')`,
        tx`insert into item (name) values ('b')`,
      ]);
      await expect(batch).rejects.toMatchObject({ code: "23505" });
      expect(await itemCount()).toBe(0);
    });

    test("kysely counts what it changed", async () => {
      const db = new Kysely<Database>({
        dialect: new NeonDialect({ neon: sql() }),
      });
      const upsert = db
        .insertInto("item")
        .values({ name: "a", count: 2n })
        .onConflict((found) => found.column("name").doUpdateSet({ count: raw`item.count + 5` }))
        .returning("count");
      expect(await upsert.executeTakeFirst()).toEqual({ count: "2" });
      expect(await upsert.executeTakeFirst()).toEqual({ count: "7" });
      const update = db.updateTable("item").set({ count: 0 }).where("name", "=", "a");
      expect((await update.executeTakeFirst()).numUpdatedRows).toBe(1n);
      expect((await db.deleteFrom("item").executeTakeFirst()).numDeletedRows).toBe(1n);
    });

    test("an interactive transaction is invisible until it commits", async () => {
      const count = () => sql()`select count(*)::int as n from item`;
      const during = await transaction(async (client) => {
        await client.query("insert into item (name) values ('a')");
        const inside = await client.query("select count(*)::int as n from item");
        return inside.rows;
      });
      expect(during).toEqual([{ n: 1 }]);
      expect(await count()).toEqual([{ n: 1 }]);
    });

    test("a rolled back transaction leaves nothing", async () => {
      const client = await pool.connect();
      await client.query("begin");
      await client.query("insert into item (name) values ('a')");
      await client.query("rollback");
      client.release();
      expect(await itemCount()).toBe(0);
    });

    test("a connection cut in a transaction leaves nothing and blocks nobody", async () => {
      const client = new Client(postgres.databaseUrl);
      const cut = new Promise((resolve) => client.once("end", resolve));
      client.on("error", () => {});
      await client.connect();
      await client.query("begin");
      await client.query("insert into item (name) values ('a')");
      await postgres.pause();
      await cut;
      await postgres.resume();
      expect(await itemCount()).toBe(0);
    });

    test("fifty queries at once each get their own answer", async () => {
      const numbers = Array.from({ length: 50 }, (_, index) => index);
      const overHttp = numbers.map((n) => sql()`select ${n}::int as n`);
      const overSocket = numbers.map((n) => pool.query("select $1::int as n", [n]));
      expect(await Promise.all(overHttp)).toEqual(numbers.map((n) => [{ n }]));
      const answers = await Promise.all(overSocket);
      expect(answers.map(({ rows }) => rows)).toEqual(numbers.map((n) => [{ n }]));
    });

    test("no update is lost when transactions and single statements race", async () => {
      await sql()`insert into item (name) values ('a')`;
      const readThenWrite = () =>
        transaction(async (client) => {
          const { rows } = await client.query("select count from item for update");
          const next = BigInt(rows[0].count) + 1n;
          await client.query("update item set count = $1", [next]);
        });
      const increment = () => sql()`update item set count = count + 1`;
      const racers = Array.from({ length: 10 }, () => [readThenWrite(), increment()]);
      await Promise.all(racers.flat());
      expect(await sql()`select count from item`).toEqual([{ count: "20" }]);
    });

    test("a value of two megabytes comes back whole", async () => {
      const big = "é".repeat(1_000_000);
      const [row] = await sql()`select ${big}::text as big`;
      expect(row?.big === big).toBe(true);
      const { rows } = await pool.query("select $1::text as big", [big]);
      expect(rows[0].big === big).toBe(true);
    });

    test("a driver that waits for each step of the handshake gets in too", async () => {
      const client = new Client(postgres.databaseUrl);
      client.neonConfig.pipelineConnect = false;
      await client.connect();
      expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
      await client.end();
    });

    test("every answered query counts once", async () => {
      await pool.query("select 1");
      const before = postgres.requestCount();
      await sql()`select 1`;
      await sql().transaction((tx) => [tx`select 1`, tx`select 2`]);
      await pool.query("select $1::int", [1]);
      expect(postgres.requestCount() - before).toBe(3);
    });
  });
}
