/** `.dev.vars`: the keys and settings a developer gives the local worker, checked before anything starts. */

type Check = { readonly pattern: RegExp; readonly form: string };

const url: Check = {
  pattern: /^https?:\/\/[^\s/]+\/?$/,
  form: "http(s)://host without a path",
};
const fullUrl: Check = {
  pattern: /^https?:\/\/\S+$/,
  form: "an http(s) address",
};
const amount: Check = { pattern: /^\d+(\.\d+)?$/, form: "a number" };
const count: Check = { pattern: /^\d+$/, form: "a whole number" };
const idList: Check = {
  pattern: /^\d+(\s*,\s*\d+)*$/,
  form: "numeric Telegram ids with commas",
};
const model: Check = {
  pattern: /^claude-[a-z0-9.-]+$/,
  form: "a model id such as claude-sonnet-5-5",
};
const secret: Check = { pattern: /^\S+$/, form: "text without spaces" };

/** Every variable of the worker (design §5) and the form its value has. */
const checks: Readonly<Record<string, Check>> = {
  TELEGRAM_BOT_TOKEN: {
    pattern: /^\d+:[\w-]{10,}$/,
    form: "123456:ABC… as BotFather gives it",
  },
  TELEGRAM_WEBHOOK_SECRET: {
    pattern: /^[\w-]{1,256}$/,
    form: "letters, digits, _ and -",
  },
  TELEGRAM_API_ROOT: url,
  TELEGRAM_BOT_INFO: { pattern: /^\{.*\}$/, form: "the JSON of getMe" },
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_BASE_URL: url,
  UPSTASH_REDIS_REST_URL: fullUrl,
  UPSTASH_REDIS_REST_TOKEN: secret,
  DATABASE_URL: { pattern: /^postgres(ql)?:\/\/\S+$/, form: "postgresql://…" },
  NEON_FETCH_ENDPOINT: {
    pattern: /^https?:\/\/\S+\/sql$/,
    form: "an http(s) address ending in /sql",
  },
  NEON_WS_PROXY: { pattern: /^[^\s:/]+:\d+\/\S*$/, form: "host:port/path" },
  OPENAI_API_KEY: secret,
  OPENAI_BASE_URL: {
    pattern: /^https?:\/\/\S+\/v1\/?$/,
    form: "an http(s) address ending in /v1",
  },
  GEMINI_API_KEY: secret,
  GEMINI_BASE_URL: url,
  DEFAULT_MODEL: model,
  ANALYSIS_MODEL: model,
  BATCH_WINDOW_MS: count,
  CONTENT_RETENTION_DAYS: count,
  BILLING: { pattern: /^(on|off)$/, form: "on or off" },
  STARTER_BALANCE_USD: amount,
  STARS_MARGIN: amount,
  TURN_COST_CAP_USD: amount,
  NEW_USER_TURNS_PER_HOUR: count,
  DAILY_LIMIT_USD: amount,
  DAILY_SPEND_CAP_USD: amount,
  ADMIN_IDS: idList,
  ALLOWED_IDS: idList,
  OPEN_TO_ALL: { pattern: /^(yes|no)$/, form: "yes or no" },
  PUBLIC_URL: fullUrl,
  SIGNING_KEY: secret,
  CONSOLE_TOKEN: secret,
};

export const devVarNames: readonly string[] = Object.keys(checks);

export type DevVars = Readonly<Record<string, string>>;

export type ParsedDevVars =
  | { readonly ok: true; readonly vars: DevVars }
  /** `line` counts from 1; `reason` never repeats a value. */
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Reads `NAME=value` lines; `#` starts a comment line, values may be quoted, an empty value counts as absent. */
export function parseDevVars(text: string): ParsedDevVars {
  const vars: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const [, name, rawValue] = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(trimmed) ?? [];
    if (name === undefined || rawValue === undefined) return broken(index, "is not NAME=value");
    const value = unquote(rawValue);
    if (value === null) return broken(index, `the quote of ${name} is not closed`);
    const reason = value === "" ? null : refuseValue(name, value);
    if (reason !== null) return broken(index, reason);
    if (value !== "") vars[name] = value;
  }
  return { ok: true, vars };
}

function broken(index: number, reason: string): ParsedDevVars {
  return { ok: false, line: index + 1, reason };
}

/** Unquoted values may carry a trailing ` # comment`, as in dotenv files. */
function unquote(raw: string): string | null {
  const quote = raw[0];
  if (quote !== '"' && quote !== "'" && quote !== "`") return raw.replace(/(^|\s+)#.*$/, "");
  const end = raw.indexOf(quote, 1);
  if (end === -1) return null;
  const inner = raw.slice(1, end);
  return quote === '"' ? inner.replaceAll("\\n", "\n") : inner;
}

function refuseValue(name: string, value: string): string | null {
  const check = checks[name];
  if (check === undefined) return `${name} is not a variable Ferry knows (see .dev.vars.example)`;
  return check.pattern.test(value) ? null : `${name} does not look right: expected ${check.form}`;
}
