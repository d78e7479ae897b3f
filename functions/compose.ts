/** Where Config becomes the services the stages ask for: once per isolate, shared by its invocations. */
import { openCache } from "../lib/cache/redis.ts";
import { openClaude } from "../lib/claude/client.ts";
import { createLog } from "../lib/ops/log.ts";
import { openStore } from "../lib/store/open-store.ts";
import { openBotApi } from "../lib/telegram/bot-api.ts";
import { clock } from "./clock.ts";
import { type Env, readConfig } from "./env.ts";
import { toolboxes } from "./toolboxes.ts";

export type Services = ReturnType<typeof compose>;

/** Optional: without it figures are only in the log. */
let analytics: Env["ANALYTICS"];

export const log = createLog({
  out: console.log,
  err: console.error,
  point: (point) => analytics?.writeDataPoint(point),
});

const composed = new WeakMap<object, Services>();

/** Throws AppError `config_invalid`. */
export function servicesOf(env: Env): Services {
  const known = composed.get(env);
  if (known) return known;
  const services = compose(env);
  analytics = env.ANALYTICS;
  composed.set(env, services);
  return services;
}

function compose(env: Env) {
  const config = readConfig(env);
  const endpoint = config.NEON_FETCH_ENDPOINT;
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = config;
  const claude = openClaude({ apiKey, baseUrl });
  return {
    config,
    clock,
    log,
    random: () => Math.random(),
    streamIdleMs: config.STREAM_IDLE_MS,
    botApi: openBotApi({ token: config.TELEGRAM_BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT }),
    toolboxOf: toolboxes(env, { config, claude, clock, log }),
    claude,
    cache: openCache({
      url: config.UPSTASH_REDIS_REST_URL,
      token: config.UPSTASH_REDIS_REST_TOKEN,
      now: clock.now,
      onBreaker: (state) =>
        log.warn("cache.breaker", { state, isOpen: Number(state !== "closed") }),
    }),
    store: openStore({
      databaseUrl: config.DATABASE_URL,
      ...(endpoint === undefined ? {} : { fetchEndpoint: endpoint }),
    }),
  };
}
