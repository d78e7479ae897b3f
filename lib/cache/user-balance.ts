/** A user's balance in the cache, for a minute: what an account asks first that knows nothing yet. */
import type { UserId } from "../model/ids.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import { cacheKey, cacheValue, cacheVersion, ttlSeconds } from "./keys.ts";
import { parseJson } from "./parse-json.ts";
import type { Cache, CacheResult } from "./redis.ts";

export type CachedBalance = { readonly balanceNanoUsd: NanoUsd; readonly ledgerSeq: number };

/** Null where the cache does not know, is away, or holds what is none of ours: that goes when the balance is written. */
export async function readCachedBalance(
  cache: Cache,
  userId: UserId,
): Promise<CachedBalance | null> {
  const result = await cache.send((commands) => commands.get(cacheKey.balance(userId)));
  const [reply] = result.ok ? result.value : [];
  if (!reply || "error" in reply || typeof reply.value !== "string") return null;
  const stored = cacheValue.balance.safeParse(parseJson(reply.value)).data;
  if (!stored) return null;
  return { balanceNanoUsd: nanoUsd(stored.balanceNanoUsd), ledgerSeq: stored.ledgerSeq };
}

export function cacheBalance(
  cache: Cache,
  userId: UserId,
  { balanceNanoUsd, ledgerSeq }: CachedBalance,
): Promise<CacheResult<unknown>> {
  const value = JSON.stringify({ v: cacheVersion, balanceNanoUsd, ledgerSeq });
  const ex = ttlSeconds.balance;
  return cache.send((commands) => commands.set(cacheKey.balance(userId), value, { ex }));
}
