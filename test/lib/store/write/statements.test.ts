import { DummyDriver, Kysely, PostgresAdapter, PostgresQueryCompiler } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "../../../../lib/store/database.ts";
import { statementsFor } from "../../../../lib/store/write/statements.ts";
import { messageRow, rowOfEachKind, thread } from "../outbox-rows.ts";

const db = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: () => {
      throw new Error("nobody asks for the schema");
    },
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const rows = Object.values(rowOfEachKind).map((row, index) => ({
  threadId: thread,
  rowSeq: index + 1,
  row,
}));

test("a batch with rows of every kind takes at most five statements, and writes each table", () => {
  const statements = statementsFor(db, rows);
  expect(statements.length).toBeLessThanOrEqual(5);
  const written = statements.flatMap(({ sql }) =>
    [...sql.matchAll(/insert into "(\w+)"/g)].map(([, table]) => table),
  );
  expect(written).toHaveLength(rows.length);
});

test("no statement writes twice to the same table: Postgres would refuse a row met twice", () => {
  for (const { sql } of statementsFor(db, rows)) {
    const tables = [...sql.matchAll(/insert into "(\w+)"/g)].map(([, table]) => table);
    expect(new Set(tables).size, sql).toBe(tables.length);
  }
});

test("a statement is not longer than Postgres takes, however many rows travel together", () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    threadId: thread,
    rowSeq: index + 1,
    row: messageRow(index + 1),
  }));
  for (const { parameters } of statementsFor(db, many))
    expect(parameters.length).toBeLessThan(65_536);
});
