/** What the Upstash front asks of a Redis, whichever engine is behind it. */
import type { RespClient } from "./resp-client.ts";

export interface RedisBackend {
  /** Name and version for people, e.g. "redis-server 7.0.15". */
  readonly version: string;
  readonly client: RespClient;
  /** Resolves when the engine has ended, asked to or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Reads the version an engine reports about itself. */
export async function redisVersion(client: RespClient): Promise<string> {
  const [info] = await client.send([["INFO", "server"]]);
  return /redis_version:(\S+)/.exec(String(info))?.[1] ?? "?";
}
