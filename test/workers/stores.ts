/** Postgres and Redis as an operator sees them, and the switches that take them away. */
import { env } from "cloudflare:workers";
import { neon, neonConfig } from "@neondatabase/serverless";
import { sim } from "./chat.ts";

const bindings = env as unknown as Record<string, string>;

export type Row = Record<string, unknown>;

// The worker sets it too, with its first query: a test may come before that.
if (bindings.NEON_FETCH_ENDPOINT) neonConfig.fetchEndpoint = bindings.NEON_FETCH_ENDPOINT;

/** `$1` … in the text. */
export async function query(text: string, ...parameters: unknown[]): Promise<Row[]> {
  return (await neon(bindings.DATABASE_URL ?? "").query(text, parameters)) as Row[];
}

export async function redis(...command: string[]): Promise<unknown> {
  const response = await fetch(bindings.UPSTASH_REDIS_REST_URL ?? "", {
    method: "POST",
    headers: { authorization: `Bearer ${bindings.UPSTASH_REDIS_REST_TOKEN}` },
    body: JSON.stringify(command),
  });
  return ((await response.json()) as { result: unknown }).result;
}

export function pause(engine: "postgres" | "redis"): Promise<unknown> {
  return sim("switches", "POST", `/${engine}/pause`);
}

/** Postgres sleeps as Neon does: what is asked waits until somebody calls `wake`. */
export function suspend(): Promise<unknown> {
  return sim("switches", "POST", "/postgres/suspend");
}

export function wake(): Promise<unknown> {
  return sim("switches", "POST", "/postgres/wake");
}

/** Requests that Postgres has got so far, answered or not. */
export async function postgresRequests(): Promise<number> {
  return (await sim<{ postgres: number }>("switches", "GET", "/requests")).postgres;
}

export function resume(engine: "postgres" | "redis"): Promise<unknown> {
  return sim("switches", "POST", `/${engine}/resume`);
}
