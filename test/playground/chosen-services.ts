/** What the keys in .dev.vars choose: which real services stand in for the stand-ins. */
import type { DevVars } from "./dev-vars.ts";
import type { ClaudeAddress, EngineAddress } from "./worker-vars.ts";

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
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "GEMINI_API_KEY",
  "GEMINI_BASE_URL",
  "UPSTASH_REDIS_REST_URL",
  "UPSTASH_REDIS_REST_TOKEN",
  "DATABASE_URL",
  "NEON_FETCH_ENDPOINT",
  "NEON_WS_PROXY",
  "PUBLIC_URL",
];

/** null: the stand-in answers. */
export function chosenClaude(vars: DevVars): ClaudeAddress | null {
  return addressOf(vars.ANTHROPIC_API_KEY, vars.ANTHROPIC_BASE_URL);
}

/** null: the stand-in hears, in the emulated chats; a real bot then hears nothing. */
export function chosenSpeech(vars: DevVars): EngineAddress | null {
  return addressOf(vars.OPENAI_API_KEY, vars.OPENAI_BASE_URL);
}

/** null: the stand-in draws, in the emulated chats; a real bot then draws nothing. */
export function chosenImages(vars: DevVars): EngineAddress | null {
  return addressOf(vars.GEMINI_API_KEY, vars.GEMINI_BASE_URL);
}

/** An address without a key chooses nothing. */
function addressOf(apiKey: string | undefined, baseUrl: string | undefined): EngineAddress | null {
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
