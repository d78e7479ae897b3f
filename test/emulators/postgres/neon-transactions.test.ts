/** Transactions, connections and many callers at once behind Neon's driver, alike on every engine. */
import { Client } from "@neondatabase/serverless";
import { expect, test } from "vitest";
import { onEachEngine } from "./on-each-engine.ts";

onEachEngine("transactions over Neon's protocol", (world) => {
  test("a batch is one transaction with the isolation asked for", async () => {
    const [, isolation, readOnly] = await world
      .sql()
      .transaction(
        (tx) => [
          tx`insert into item (name) values ('a')`,
          tx`select current_setting('transaction_isolation') as value`,
          tx`select current_setting('transaction_read_only') as value`,
        ],
        { isolationLevel: "RepeatableRead" },
      );
    expect([isolation, readOnly]).toEqual([[{ value: "repeatable read" }], [{ value: "off" }]]);
    expect(await world.itemCount()).toBe(1);
  });

  test("a read-only batch may not write, and may be deferrable", async () => {
    const options = {
      isolationLevel: "Serializable",
      readOnly: true,
      deferrable: true,
    } as const;
    const write = world
      .sql()
      .transaction((tx) => [tx`insert into item (name) values ('a')`], options);
    await expect(write).rejects.toMatchObject({ code: "25006" });
    const [deferrable] = await world
      .sql()
      .transaction(
        (tx) => [tx`select current_setting('transaction_deferrable') as value`],
        options,
      );
    expect(deferrable).toEqual([{ value: "on" }]);
  });

  test("an error anywhere in a batch undoes all of it", async () => {
    const batch = world
      .sql()
      .transaction((tx) => [
        tx`insert into item (name) values ('a')`,
        tx`insert into item (name) values ('a')`,
        tx`insert into item (name) values ('b')`,
      ]);
    await expect(batch).rejects.toMatchObject({ code: "23505" });
    expect(await world.itemCount()).toBe(0);
  });

  test("an interactive transaction is invisible until it commits", async () => {
    const count = () => world.sql()`select count(*)::int as n from item`;
    const during = await world.transaction(async (client) => {
      await client.query("insert into item (name) values ('a')");
      const inside = await client.query("select count(*)::int as n from item");
      return inside.rows;
    });
    expect(during).toEqual([{ n: 1 }]);
    expect(await count()).toEqual([{ n: 1 }]);
  });

  test("a rolled back transaction leaves nothing", async () => {
    const client = await world.pool().connect();
    await client.query("begin");
    await client.query("insert into item (name) values ('a')");
    await client.query("rollback");
    client.release();
    expect(await world.itemCount()).toBe(0);
  });

  test("a connection cut in a transaction leaves nothing and blocks nobody", async () => {
    const client = new Client(world.postgres().databaseUrl);
    const cut = new Promise((resolve) => client.once("end", resolve));
    client.on("error", () => {});
    await client.connect();
    await client.query("begin");
    await client.query("insert into item (name) values ('a')");
    await world.postgres().pause();
    await cut;
    await world.postgres().resume();
    expect(await world.itemCount()).toBe(0);
  });

  test("fifty queries at once each get their own answer", async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const overHttp = numbers.map((n) => world.sql()`select ${n}::int as n`);
    const overSocket = numbers.map((n) => world.pool().query("select $1::int as n", [n]));
    expect(await Promise.all(overHttp)).toEqual(numbers.map((n) => [{ n }]));
    const answers = await Promise.all(overSocket);
    expect(answers.map(({ rows }) => rows)).toEqual(numbers.map((n) => [{ n }]));
  });

  test("no update is lost when transactions and single statements race", async () => {
    await world.sql()`insert into item (name) values ('a')`;
    const readThenWrite = () =>
      world.transaction(async (client) => {
        const { rows } = await client.query("select count from item for update");
        const next = BigInt(rows[0].count) + 1n;
        await client.query("update item set count = $1", [next]);
      });
    const increment = () => world.sql()`update item set count = count + 1`;
    const racers = Array.from({ length: 10 }, () => [readThenWrite(), increment()]);
    await Promise.all(racers.flat());
    expect(await world.sql()`select count from item`).toEqual([{ count: "20" }]);
  });

  test("a driver that waits for each step of the handshake gets in too", async () => {
    const client = new Client(world.postgres().databaseUrl);
    client.neonConfig.pipelineConnect = false;
    await client.connect();
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  test("every answered query counts once", async () => {
    await world.pool().query("select 1");
    const before = world.postgres().requestCount();
    await world.sql()`select 1`;
    await world.sql().transaction((tx) => [tx`select 1`, tx`select 2`]);
    await world.pool().query("select $1::int", [1]);
    expect(world.postgres().requestCount() - before).toBe(3);
  });
});
