/** The variables (design §5) that point the worker at a local world instead of the vendors. */
import type { LocalSecrets } from "./local-secrets.ts";

export type LocalWorld = {
  readonly secrets: LocalSecrets;
  readonly workerUrl: string;
  readonly postgres: {
    readonly databaseUrl: string;
    readonly fetchEndpoint: string;
    readonly wsProxy: string;
  };
  readonly redis: { readonly url: string; readonly token: string };
  readonly telegram: { readonly apiRoot: string; readonly token: string };
  readonly claude: ClaudeAddress;
  /** null: this engine is not configured. */
  readonly speech: EngineAddress | null;
  readonly images: EngineAddress | null;
};

/** Without `baseUrl`: Anthropic's own. */
export type ClaudeAddress = {
  readonly apiKey: string;
  readonly baseUrl?: string;
};

/** Without `baseUrl`: the vendor's own. */
export type EngineAddress = ClaudeAddress;

/** `botInfo` is the bot as getMe describes it. */
export function workerVars(world: LocalWorld, botInfo: object): Record<string, string> {
  const { secrets, postgres, redis, telegram, claude, speech, images, workerUrl } = world;
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_WEBHOOK_SECRET: secrets.telegramWebhookSecret,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_BOT_INFO: JSON.stringify(botInfo),
    ANTHROPIC_API_KEY: claude.apiKey,
    ...(claude.baseUrl !== undefined && { ANTHROPIC_BASE_URL: claude.baseUrl }),
    ...engineVars("OPENAI", speech),
    ...engineVars("GEMINI", images),
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redis.token,
    DATABASE_URL: postgres.databaseUrl,
    NEON_FETCH_ENDPOINT: postgres.fetchEndpoint,
    NEON_WS_PROXY: postgres.wsProxy,
    BILLING: "off",
    OPEN_TO_ALL: "yes",
    PUBLIC_URL: workerUrl,
    SIGNING_KEY: secrets.signingKey,
    CONSOLE_TOKEN: secrets.consoleToken,
  };
}

function engineVars(vendor: "OPENAI" | "GEMINI", engine: EngineAddress | null) {
  if (engine === null) return {};
  const { apiKey, baseUrl } = engine;
  return {
    [`${vendor}_API_KEY`]: apiKey,
    ...(baseUrl !== undefined && { [`${vendor}_BASE_URL`]: baseUrl }),
  };
}
