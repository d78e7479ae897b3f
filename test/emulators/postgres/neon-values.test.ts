/** Values, results and errors as Neon's driver gives them, alike on every engine. */
import { NeonDbError, neon } from "@neondatabase/serverless";
import { Kysely, sql as raw } from "kysely";
import { NeonDialect } from "kysely-neon";
import { expect, test } from "vitest";
import { onEachEngine } from "./on-each-engine.ts";

type Database = { item: { name: string; count: string | number | bigint } };

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

onEachEngine("values and errors of Neon's protocol", (world) => {
  test("says which engine it is", () => {
    const name = world.engine === "pglite" ? "PGlite" : "PostgreSQL";
    expect(world.postgres().version).toMatch(new RegExp(`^${name} \\d+\\.\\d+$`));
    expect(world.postgres().engine).toBe(world.engine);
  });

  test("values of every type arrive alike over HTTP and WebSocket", async () => {
    expect(await world.sql().query(typed)).toEqual([typedRow]);
    expect((await world.pool().query(typed)).rows).toEqual([typedRow]);
  });

  test("parameters of every type are understood", async () => {
    const query = "select $1::bigint a, $2::jsonb b, $3::timestamptz c, $4::bytea d, $5::text[] e";
    const at = new Date("2026-01-02T03:04:05.678Z");
    const values = [42n, { x: 1 }, at, Buffer.from([1, 254]), ["s", null, 'q"']];
    const row = {
      a: "42",
      b: { x: 1 },
      c: at,
      d: Buffer.from([1, 254]),
      e: ["s", null, 'q"'],
    };
    expect(await world.sql().query(query, values)).toEqual([row]);
    expect((await world.pool().query(query, values)).rows).toEqual([row]);
  });

  test("full results carry command, row count and fields", async () => {
    const full = neon(world.postgres().databaseUrl, {
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
    const response = await fetch(world.postgres().fetchEndpoint, {
      method: "POST",
      headers: { "Neon-Connection-String": world.postgres().databaseUrl },
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

  test("a value of two megabytes comes back whole", async () => {
    const big = "é".repeat(1_000_000);
    const [row] = await world.sql()`select ${big}::text as big`;
    expect(row?.big === big).toBe(true);
    const { rows } = await world.pool().query("select $1::text as big", [big]);
    expect(rows[0].big === big).toBe(true);
  });

  test("a violated constraint is reported with all its fields", async () => {
    await world.sql()`insert into item (name) values ('a')`;
    const expected = {
      name: "NeonDbError",
      severity: "ERROR",
      code: "23505",
      table: "item",
      constraint: "item_pkey",
      detail: "Key (name)=(a) already exists.",
    };
    const again = world.sql()`insert into item (name) values ('a')`;
    await expect(again).rejects.toMatchObject(expected);
    await expect(again).rejects.toBeInstanceOf(NeonDbError);
    const { name: _, ...fields } = expected;
    const overSocket = world.pool().query("insert into item (name) values ('a')");
    await expect(overSocket).rejects.toMatchObject(fields);
  });

  test("a syntax error points at its place", async () => {
    const broken = world.sql().query("select 1 frm nowhere at all");
    await expect(broken).rejects.toMatchObject({
      code: "42601",
      position: "14",
    });
  });

  test("a session survives its errors", async () => {
    const client = await world.pool().connect();
    await expect(client.query("select no_such_column")).rejects.toMatchObject({ code: "42703" });
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    client.release();
  });

  test("kysely counts what it changed", async () => {
    const db = new Kysely<Database>({
      dialect: new NeonDialect({ neon: world.sql() }),
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
});
