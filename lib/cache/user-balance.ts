/** A user's balance in the cache, for a minute: what an account asks first that knows nothing yet. */
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import { cacheKey, ttlSeconds } from "./keys.ts";
import type { Cache, CacheResult } from "./redis.ts";

export type CachedBalance = { readonly balanceNanoUsd: NanoUsd; readonly ledgerSeq: number };

const stored = z.object({ balanceNanoUsd: z.int().transform(nanoUsd), ledgerSeq: z.int().min(0) });

/** Null where the cache does not know, is away, or holds what is none of ours. */
export async function readCachedBalance(
  cache: Cache,
  userId: UserId,
): Promise<CachedBalance | null> {
  const result = await cache.send((commands) => commands.get(cacheKey.balance(userId)));
  const [reply] = result.ok ? result.value : [];
  if (!reply || "error" in reply || typeof reply.value !== "string") return null;
  return stored.safeParse(parseJson(reply.value)).data ?? null;
}

export function cacheBalance(
  cache: Cache,
  userId: UserId,
  { balanceNanoUsd, ledgerSeq }: CachedBalance,
): Promise<CacheResult<unknown>> {
  const value = JSON.stringify({ balanceNanoUsd, ledgerSeq });
  const ex = ttlSeconds.balance;
  return cache.send((commands) => commands.set(cacheKey.balance(userId), value, { ex }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
