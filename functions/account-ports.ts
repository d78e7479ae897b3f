/** Gives an account its way out: alarm, ledger, cache, and the one account that counts for all. */
import type { AccountPorts } from "../lib/billing/account-ports.ts";
import { cacheBalance, readCachedBalance } from "../lib/cache/user-balance.ts";
import { usd } from "../lib/model/money.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { readBalance } from "../lib/store/read-balance.ts";
import { settleEntries } from "../lib/store/settle-entries.ts";
import { accountOfAll } from "./account-of.ts";
import { markMoneyMoved } from "./check-books.ts";
import type { Services } from "./compose.ts";
import type { Env } from "./env.ts";

export type AccountPortsInput = {
  readonly ctx: DurableObjectState;
  readonly env: Env;
  readonly services: Services;
};

export function accountPorts({ ctx, env, services }: AccountPortsInput): AccountPorts {
  const { cache, clock, config, log, store } = services;
  const { DAILY_LIMIT_USD: limitUsd, DAILY_SPEND_CAP_USD: capUsd } = config;
  const guarded = (work: Promise<void>) =>
    work.catch((thrown) => log.error("account.background_failed", { ...describeError(thrown) }));
  return {
    clock,
    log,
    rules: {
      starterNanoUsd: usd(config.STARTER_BALANCE_USD),
      turnsAtOnce: 5,
      newUserTurnsPerHour: config.NEW_USER_TURNS_PER_HOUR,
      dailyLimitNanoUsd: limitUsd === undefined ? null : usd(limitUsd),
      dailyCapNanoUsd: capUsd === undefined ? null : usd(capUsd),
      // A turn is over by then, or dead.
      turnLeaseMs: config.TURN_LIMIT_MS + 120_000,
      settleAfterMs: config.SETTLE_AFTER_MS,
      staleAfterMs: config.BALANCE_STALE_AFTER_MS,
    },
    setAlarm: (atMs) =>
      ctx.waitUntil(atMs === null ? ctx.storage.deleteAlarm() : ctx.storage.setAlarm(atMs)),
    inBackground: (work) => ctx.waitUntil(guarded(work)),
    settle(entries) {
      // Beside it: money does not wait for the mark that has the books looked at.
      ctx.waitUntil(guarded(markMoneyMoved(env, clock.now())));
      return settleEntries(store, entries);
    },
    readBalance: (userId) => readBalance(store, userId),
    cachedBalance: (userId) => readCachedBalance(cache, userId),
    async cacheBalance(userId, balance) {
      const cached = await cacheBalance(cache, userId, balance);
      if (!cached.ok) log.warn("cache.balance_failed", { user: userId, reason: cached.reason });
    },
    reportSpending: async (spent) => accountOfAll(env).countSpending(spent),
  };
}
