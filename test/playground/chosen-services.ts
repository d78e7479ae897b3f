/** What the keys in .dev.vars choose: which real services stand in for the stand-ins. */
import type { DevVars } from "./dev-vars.ts";
import type { ClaudeAddress } from "./worker-vars.ts";

export type RealBotAddress = {
  readonly token: string;
  readonly apiRoot: string;
};

const TELEGRAM_API_ROOT = "https://api.telegram.org";

/** The playground always provides these itself; in .dev.vars they serve plain `wrangler dev`. */
const PROVIDED: readonly string[] = [
  "TELEGRAM_BOT_TOKEN",
  "TELEGRAM_WEBHOOK_SECRET",
  "TELEGRAM_API_ROOT",
  "TELEGRAM_BOT_INFO",
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_BASE_URL",
  "UPSTASH_REDIS_REST_URL",
  "UPSTASH_REDIS_REST_TOKEN",
  "DATABASE_URL",
  "NEON_FETCH_ENDPOINT",
  "NEON_WS_PROXY",
  "PUBLIC_URL",
];

/** null: the stand-in answers. */
export function chosenClaude(vars: DevVars): ClaudeAddress | null {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl } = vars;
  if (apiKey === undefined) return null;
  return baseUrl === undefined ? { apiKey } : { apiKey, baseUrl };
}

/** null: only the emulated chats are served. */
export function chosenBot(vars: DevVars): RealBotAddress | null {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot = TELEGRAM_API_ROOT } = vars;
  return token === undefined ? null : { token, apiRoot };
}

/** How the worker behaves: everything that is not an address or a secret of the playground's own parts. */
export function chosenSettings(vars: DevVars): Record<string, string> {
  return Object.fromEntries(Object.entries(vars).filter(([name]) => !PROVIDED.includes(name)));
}
