/** The world around the worker in workerd tests: addresses and keys are fixed first, so that bindings can name them. */
import { randomBytes } from "node:crypto";
import { freePort } from "../playground/free-port.ts";

export type WorldPlan = {
  readonly postgres: { readonly port: number; readonly password: string };
  readonly redis: { readonly port: number; readonly token: string };
  readonly telegram: { readonly port: number; readonly token: string; readonly controlKey: string };
  readonly claude: { readonly port: number; readonly apiKey: string; readonly controlKey: string };
  readonly speech: { readonly port: number; readonly apiKey: string };
  readonly gemini: { readonly port: number; readonly apiKey: string; readonly controlKey: string };
  /** Where tests switch engines off and on. */
  readonly switches: { readonly port: number; readonly key: string };
};

declare module "vitest" {
  interface ProvidedContext {
    readonly world: WorldPlan;
  }
}

export async function planWorld(): Promise<WorldPlan> {
  const secret = () => randomBytes(18).toString("hex");
  const token = `8${Math.floor(Math.random() * 1e8)}:${randomBytes(18).toString("hex").slice(0, 35)}`;
  return {
    postgres: { port: await freePort(), password: secret() },
    redis: { port: await freePort(), token: secret() },
    telegram: { port: await freePort(), token, controlKey: secret() },
    claude: { port: await freePort(), apiKey: secret(), controlKey: secret() },
    speech: { port: await freePort(), apiKey: secret() },
    gemini: { port: await freePort(), apiKey: secret(), controlKey: secret() },
    switches: { port: await freePort(), key: secret() },
  };
}

export const signingKey = "a key that signs invoices in tests";

/** Where money counts: a starter balance of its own, and charges in the ledger a moment later. */
export const moneyBindings = {
  BILLING: "on",
  STARTER_BALANCE_USD: "20",
  NEW_USER_TURNS_PER_HOUR: "12",
  SETTLE_AFTER_MS: "50",
};

export const webhookSecret = "workers-test-secret";

export const operatorId = 4242;

export function bindingsOf(plan: WorldPlan): Record<string, string> {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  return {
    TELEGRAM_BOT_TOKEN: plan.telegram.token,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    TELEGRAM_API_ROOT: local(plan.telegram.port),
    ANTHROPIC_API_KEY: plan.claude.apiKey,
    ANTHROPIC_BASE_URL: local(plan.claude.port),
    UPSTASH_REDIS_REST_URL: local(plan.redis.port),
    UPSTASH_REDIS_REST_TOKEN: plan.redis.token,
    DATABASE_URL: `postgres://ferry:${plan.postgres.password}@127.0.0.1:${plan.postgres.port}/ferry`,
    NEON_FETCH_ENDPOINT: `${local(plan.postgres.port)}/sql`,
    OPENAI_API_KEY: plan.speech.apiKey,
    OPENAI_BASE_URL: `${local(plan.speech.port)}/v1`,
    GEMINI_API_KEY: plan.gemini.apiKey,
    GEMINI_BASE_URL: local(plan.gemini.port),
    BILLING: "off",
    OPEN_TO_ALL: "yes",
    CONTEXT_BUDGET_TOKENS: "15000",
    ADMIN_IDS: String(operatorId),
    SIGNING_KEY: signingKey,
    // Waits that a test would have to sit through.
    FLUSH_RESEND_AFTER_MS: "1500",
    STREAM_IDLE_MS: "6000",
    STARS_SETTLED_AFTER_MS: "1500",
    IMAGE_TIMEOUT_MS: "4000",
    MEDIA_WAIT_MS: "2500",
  };
}
