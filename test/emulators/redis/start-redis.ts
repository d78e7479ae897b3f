/** The local stand-in for Upstash: a real Redis engine behind Upstash's REST protocol. */
import { randomBytes } from "node:crypto";
import { findOnPath } from "../find-on-path.ts";
import { type LoopbackServer, listenOnLoopback } from "../loopback-server.ts";
import { startEmbedded } from "./embedded-backend.ts";
import type { RedisBackend } from "./redis-backend.ts";
import { startRedisServer } from "./redis-server-backend.ts";
import type { RecordedRequest } from "./request-log.ts";
import { type UpstashFront, upstashFront } from "./upstash-front.ts";

export type RedisEngine = "redis-server" | "embedded";

export type StartRedis = {
  /** "auto": an installed redis-server, else the embedded engine. Neither keeps data after `stop`. */
  readonly engine: RedisEngine | "auto";
  /** Absent: a free one. */
  readonly port?: number;
  /** Absent: random. */
  readonly token?: string;
};

export type Redis = {
  readonly engine: RedisEngine;
  /** e.g. "redis-server 7.0.15" */
  readonly version: string;
  /** `UPSTASH_REDIS_REST_URL` */
  readonly url: string;
  /** `UPSTASH_REDIS_REST_TOKEN` */
  readonly token: string;
  readonly port: number;
  /** Resolves when the engine has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** HTTP requests, that is round trips, since the start: a pipeline counts once. */
  requestCount(): number;
  /** The last 1000, oldest first. */
  requests(): readonly RecordedRequest[];
  /** Cuts every connection and refuses new ones until `resume`; the data stay. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Added before each answer from now on. */
  setDelayMs(delayMs: number): void;
  /** While on, requests are accepted but neither applied nor ever answered. */
  blackhole(on: boolean): void;
  /** The next `count` requests are applied, and then their connection is reset. */
  dropAnswers(count: number): void;
  stop(): Promise<void>;
};

/** Resolves when Redis answers. Throws where the engine asked for is not installed. */
export async function startRedis({ engine, port = 0, token }: StartRedis): Promise<Redis> {
  const started = await startBackend(engine);
  const secret = token ?? randomBytes(24).toString("base64url");
  const front = upstashFront(started.backend.client, secret);
  try {
    const door = await listenOnLoopback(front.server, port);
    return describe({ ...started, token: secret, front, door });
  } catch (error) {
    await started.backend.stop();
    throw error;
  }
}

type Started = { readonly engine: RedisEngine; readonly backend: RedisBackend };

type Running = Started & {
  readonly token: string;
  readonly front: UpstashFront;
  readonly door: LoopbackServer;
};

function describe({ engine, backend, token, front, door }: Running): Redis {
  const { log, faults } = front;
  return {
    engine,
    version: backend.version,
    url: `http://127.0.0.1:${door.port}`,
    token,
    port: door.port,
    ended: backend.ended,
    requestCount: () => log.count,
    requests: () => log.recent,
    pause: door.pause,
    resume: door.resume,
    setDelayMs: (delayMs) => {
      faults.delayMs = delayMs;
    },
    blackhole: (on) => {
      faults.blackhole = on;
    },
    dropAnswers: (count) => {
      faults.answersToDrop = count;
    },
    stop: async () => {
      await door.pause();
      await backend.stop();
    },
  };
}

async function startBackend(engine: RedisEngine | "auto"): Promise<Started> {
  const program = engine === "embedded" ? null : findOnPath("redis-server");
  if (program !== null) return { engine: "redis-server", backend: await startRedisServer(program) };
  if (engine === "redis-server") throw new Error("redis-server is not installed on this machine");
  return { engine: "embedded", backend: await startEmbedded() };
}
