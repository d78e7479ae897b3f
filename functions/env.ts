/** Bindings and secrets become a validated Config, once; the only file that spells their names. */
import * as z from "zod";
import { AppError } from "../lib/model/app-error.ts";
import { modelIds } from "../lib/model/models.ts";
import type { FlushJob } from "../lib/model/outbox.ts";
import type { ContainerGuest } from "../lib/tools/python/container/open-container.ts";
import type { Account } from "./account.ts";
import type { Batcher } from "./batcher.ts";

export interface Env {
  readonly BATCHER: DurableObjectNamespace<Batcher>;
  readonly ACCOUNT: DurableObjectNamespace<Account>;
  readonly FLUSH: Queue<FlushJob>;
  readonly FILES: R2Bucket;
  /** Optional: without it images travel as they are. */
  readonly IMAGES?: ImagesBinding;
  /** Optional, both: without them there is no Python. */
  readonly LOADER?: Pick<WorkerLoader, "load">;
  readonly ASSETS?: Pick<Fetcher, "fetch">;
  /** Optional: Python in containers, the worker of functions/sandbox; without it, in Pyodide. */
  readonly SANDBOX?: {
    newUniqueId(): DurableObjectId;
    get(id: DurableObjectId): ContainerGuest;
  };
  /** Optional: figures to draw; without it they are only in the log. */
  readonly ANALYTICS?: Pick<AnalyticsEngineDataset, "writeDataPoint">;
  /** Optional: speech and pictures on Workers AI where no endpoint has a key. */
  readonly AI?: Pick<Ai, "run">;
}

const userIds = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ""))
  .pipe(z.array(z.string().regex(/^-?\d+$/, "must be numeric Telegram ids")))
  .transform((ids) => ids.map(Number));

const optionalUrl = z.url().optional();

const ms = (byDefault: number, least = 0) => z.coerce.number().int().min(least).default(byDefault);

/** Numbers of design §6: variables only so that tests run in seconds, so .dev.vars.example does not name them. */
const paces = {
  MEDIA_WAIT_MS: ms(30_000, 100),
  VOICE_WAIT_MS: ms(90_000, 100),
  FLUSH_RESEND_AFTER_MS: ms(60_000, 100),
  DOWNLOAD_TIMEOUT_MS: ms(25_000, 100),
  UPLOAD_TIMEOUT_MS: ms(60_000, 100),
  SPEECH_TIMEOUT_MS: ms(60_000, 100),
  IMAGE_TIMEOUT_MS: ms(120_000, 100),
  STREAM_IDLE_MS: ms(120_000, 100),
  TURN_LIMIT_MS: ms(14 * 60_000, 1000),
  COMPACT_LIMIT_MS: ms(300_000, 100),
  /** Where a conversation is summed up; by its model where empty. */
  CONTEXT_BUDGET_TOKENS: z.coerce.number().int().min(1000).optional(),
  SETTLE_AFTER_MS: ms(1000),
  BALANCE_STALE_AFTER_MS: ms(60_000),
  /** Stars that moved so long ago are in the books, or nobody is at work on it any more. */
  STARS_SETTLED_AFTER_MS: ms(120_000),
};

/** `wrangler secret` and `.dev.vars` hold text only; an empty value counts as absent. */
const variables = z
  .object({
    ...paces,
    TELEGRAM_BOT_TOKEN: z.string().regex(/^\d+:[\w-]{30,}$/),
    TELEGRAM_WEBHOOK_SECRET: z.string().regex(/^[\w-]{1,256}$/),
    TELEGRAM_API_ROOT: optionalUrl,
    TELEGRAM_BOT_INFO: z.string().optional(),
    ANTHROPIC_API_KEY: z.string().min(1),
    ANTHROPIC_BASE_URL: optionalUrl,
    UPSTASH_REDIS_REST_URL: z.url(),
    UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
    NEON_FETCH_ENDPOINT: optionalUrl,
    OPENAI_API_KEY: z.string().min(1).optional(),
    OPENAI_BASE_URL: z.url().default("https://api.openai.com/v1"),
    GEMINI_API_KEY: z.string().min(1).optional(),
    GEMINI_BASE_URL: z.url().default("https://generativelanguage.googleapis.com"),
    DEFAULT_MODEL: z.enum(modelIds).default("claude-sonnet-5-5"),
    ANALYSIS_MODEL: z.enum(modelIds).default("claude-sonnet-5-5"),
    BATCH_WINDOW_MS: z.coerce.number().int().min(0).max(5000).default(200),
    CONTENT_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
    BILLING: z.enum(["on", "off"]).default("on"),
    STARTER_BALANCE_USD: z.coerce.number().min(0).max(1000).default(0.1),
    NEW_USER_TURNS_PER_HOUR: z.coerce.number().int().min(1).default(10),
    DAILY_LIMIT_USD: z.coerce.number().positive().max(1_000_000).optional(),
    DAILY_SPEND_CAP_USD: z.coerce.number().positive().max(1_000_000).optional(),
    TURN_COST_CAP_USD: z.coerce.number().positive().max(1000).default(0.5),
    /** Without it nothing can be sold: invoices are signed with it. */
    SIGNING_KEY: z.string().min(32).optional(),
    /** What the operator keeps of each Star, beside Telegram's share: see lib/billing/stars.ts. */
    STARS_MARGIN: z.coerce.number().min(0).max(0.65).default(0),
    ALLOWED_IDS: userIds,
    ADMIN_IDS: userIds,
    OPEN_TO_ALL: z.enum(["yes", "no"]).default("no"),
  })
  .refine(
    (vars) => vars.BILLING === "on" || vars.OPEN_TO_ALL === "yes" || vars.ALLOWED_IDS.length > 0,
    {
      message: "BILLING=off needs ALLOWED_IDS, or OPEN_TO_ALL=yes",
      path: ["ALLOWED_IDS"],
    },
  );

export type Config = z.infer<typeof variables>;

/** Throws AppError `config_invalid`: it names the variables, never their values. */
export function readConfig(env: object): Config {
  const present = Object.entries(env).filter(([, value]) => value !== "");
  const parsed = variables.safeParse(Object.fromEntries(present));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new AppError("config_invalid", problems.join("; "), {
    retry: { kind: "never" },
    blame: "us",
  });
}
