/** The unmodified Neon driver in front of every engine: the playground and the tests rely on all that it must see. */
import { neon, neonConfig, Pool, type PoolClient } from "@neondatabase/serverless";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import WebSocket from "ws";
import { findPostgresql } from "./find-postgresql.ts";
import { type Postgres, type PostgresEngine, startPostgres } from "./start-postgres.ts";

const engines: PostgresEngine[] = ["postgresql", "pglite"];

/** With an empty table `item (name, count)` for each test. */
export type EngineWorld = ReturnType<typeof openWorld>;

/** `define` asks for its parts within tests: before them nothing runs. */
export function onEachEngine(title: string, define: (world: EngineWorld) => void): void {
  for (const engine of engines) {
    describe.skipIf(isMissing(engine))(`${title} on ${engine}`, () => define(openWorld(engine)));
  }
}

function isMissing(engine: PostgresEngine): boolean {
  const missing = engine === "postgresql" && findPostgresql() === null;
  if (missing) console.log("skipped on postgresql: no server is installed here");
  return missing;
}

function openWorld(engine: PostgresEngine) {
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

  return {
    engine,
    postgres: () => postgres,
    pool: () => pool,
    sql,
    itemCount: async () => (await sql()`select * from item`).length,
    async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const result = await work(client);
        await client.query("commit");
        return result;
      } finally {
        client.release();
      }
    },
  };
}
