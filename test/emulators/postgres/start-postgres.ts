/** The local stand-in for Neon: a real Postgres engine behind Neon's HTTP and WebSocket protocols. */
import { randomBytes } from "node:crypto";
import { type LoopbackServer, listenOnLoopback } from "../loopback-server.ts";
import type { Backend } from "./backend.ts";
import { findPostgresql } from "./find-postgresql.ts";
import { type NeonFront, neonFront } from "./neon-front.ts";
import { startPglite } from "./pglite-backend.ts";
import { startPostgresql } from "./postgresql-backend.ts";

export type PostgresEngine = "pglite" | "postgresql";

export type StartPostgres = {
  /** "auto": an installed PostgreSQL, else PGlite; with a `dataDir` always PGlite. */
  readonly engine: PostgresEngine | "auto";
  /** PGlite's data folder, which outlives us; absent: the data live in memory. */
  readonly dataDir?: string;
  /** Absent: a free one. */
  readonly port?: number;
  /** Absent: random. */
  readonly password?: string;
};

export type Postgres = {
  readonly engine: PostgresEngine;
  /** e.g. "PGlite 18.6", "PostgreSQL 15.18" */
  readonly version: string;
  /** `DATABASE_URL`; its password is the secret that opens this server. */
  readonly databaseUrl: string;
  /** `NEON_FETCH_ENDPOINT` */
  readonly fetchEndpoint: string;
  /** `NEON_WS_PROXY` */
  readonly wsProxy: string;
  readonly port: number;
  /** Requests since the start: HTTP calls that reached the database, and WebSocket queries. */
  requestCount(): number;
  /** Cuts every connection and refuses new ones until `resume`; the data stay. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Added before each answer from now on. */
  setDelayMs(delayMs: number): void;
  /**
   * Like a compute that Neon has put to sleep: from now on what is asked over HTTP is begun when `wake` is called,
   * also where nobody waits for the answer any more.
   */
  suspend(): void;
  wake(): void;
  stop(): Promise<void>;
};

/** Resolves when the database answers. Throws where the engine asked for is not installed. */
export async function startPostgres(options: StartPostgres): Promise<Postgres> {
  const { engine, backend } = await startBackend(options);
  const password = options.password ?? randomBytes(24).toString("base64url");
  const front = neonFront(backend, password);
  try {
    const door = await listenOnLoopback(front.server, options.port ?? 0);
    return describe({ engine, backend, password, front, door });
  } catch (error) {
    await backend.stop();
    throw error;
  }
}

type Running = {
  readonly engine: PostgresEngine;
  readonly backend: Backend;
  readonly password: string;
  readonly front: NeonFront;
  readonly door: LoopbackServer;
};

function describe({ engine, backend, password, front, door }: Running): Postgres {
  const host = `127.0.0.1:${door.port}`;
  return {
    engine,
    version: backend.version,
    databaseUrl: `postgres://ferry:${encodeURIComponent(password)}@${host}/ferry`,
    fetchEndpoint: `http://${host}/sql`,
    wsProxy: `${host}/v2`,
    port: door.port,
    requestCount: front.requestCount,
    pause: door.pause,
    resume: door.resume,
    setDelayMs: front.setDelayMs,
    suspend: front.suspend,
    wake: front.wake,
    stop: async () => {
      await door.pause();
      await backend.stop();
    },
  };
}

type Started = { readonly engine: PostgresEngine; readonly backend: Backend };

async function startBackend({ engine, dataDir }: StartPostgres): Promise<Started> {
  if (engine === "postgresql" && dataDir !== undefined) {
    throw new Error("engine postgresql keeps no data: dataDir belongs to pglite");
  }
  const installed = engine === "pglite" || dataDir !== undefined ? null : findPostgresql();
  if (installed !== null) {
    return { engine: "postgresql", backend: await startPostgresql(installed) };
  }
  if (engine === "postgresql") throw new Error("PostgreSQL is not installed on this machine");
  return { engine: "pglite", backend: await startPglite(dataDir) };
}
