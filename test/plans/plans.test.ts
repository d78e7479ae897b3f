/** Every query finds its rows by an index, however many there are. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "../../lib/store/open-store.ts";
import { type Postgres, startPostgres } from "../emulators/postgres/start-postgres.ts";
import { exercises, readsEverything } from "./exercises.ts";
import { fillTables, judgePlans } from "./judge-plans.ts";
import { recentBooks } from "./money-exercises.ts";

/** A tenth of what `npm run plans` makes: enough for the planner to prefer an index. */
const size = { messages: 100_000, users: 10_000 };

let postgres: Postgres;
let store: Store;
beforeAll(async () => {
  postgres = await startPostgres({ engine: "auto" });
  store = await fillTables(postgres, size);
}, 120_000);
afterAll(() => postgres.stop());

test("each function that asks Postgres something is in the list", () => {
  const folder = new URL("../../lib/store/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const asking = sources.flatMap((file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    return [...text.matchAll(/export (?:async )?function (\w+)\(\s*store: Store/g)];
  });
  const listed = [...Object.keys(exercises), ...readsEverything];
  expect(listed.sort()).toEqual(asking.map(([, name]) => name).sort());
});

test("no query reads a big table from end to end", async () => {
  const judged = await judgePlans(store);
  expect(judged.length).toBeGreaterThan(20);
  expect(judged.filter(({ scanned }) => scanned.length > 0)).toEqual([]);
});

test("the proof of the books of some hours reads what moved since, not all there ever was", async () => {
  const judged = await judgePlans(store, recentBooks);
  expect(judged.length).toBeGreaterThan(1);
  expect(judged.filter(({ scanned }) => scanned.length > 0)).toEqual([]);
});

test("a query without an index would be seen", async () => {
  const found = await judgePlans(store, {
    forgotten: ({ db }) =>
      db.selectFrom("messages").select("seq").where("turn_id", "=", "x").execute(),
  });
  expect(found).toMatchObject([{ exercise: "forgotten", scanned: ["messages"] }]);
});
