/** The whole local world in one call: engines, stand-ins, migrations and the real worker. */
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api } from "grammy";
import { migrate } from "../../functions/cli/run-migrations.ts";
import { buildSandboxes } from "../../functions/cli/sandboxes/build-sandboxes.ts";
import { commandMenu } from "../../lib/commands/registry.ts";
import { startClaude } from "../emulators/claude/start-claude.ts";
import { startGemini } from "../emulators/gemini/start-gemini.ts";
import { startPostgres } from "../emulators/postgres/start-postgres.ts";
import { startRedis } from "../emulators/redis/start-redis.ts";
import { hearWhatIsWritten } from "../emulators/speech/hear-what-is-written.ts";
import { startSpeech } from "../emulators/speech/start-speech.ts";
import { startTelegram } from "../emulators/telegram/start-telegram.ts";
import { allowedUpdates } from "./allowed-updates.ts";
import { Cleanup } from "./cleanup.ts";
import { freePort } from "./free-port.ts";
import { loadLocalSecrets } from "./local-secrets.ts";
import { type LocalWorker, startLocalWorker } from "./local-worker.ts";
import { type Step, withoutProgress } from "./progress.ts";
import {
  type ClaudeAddress,
  type EngineAddress,
  type LocalWorld,
  workerVars,
} from "./worker-vars.ts";

export type StackOptions = {
  /** Keeps everything across runs. Default: a temporary folder that goes with the stack. */
  readonly dataDir?: string;
  /** Default: any free port. */
  readonly workerPort?: number;
  readonly telegramPort?: number;
  /** Whether Telegram's flood limits hold. Default: they do. */
  readonly telegramLimits?: "real" | "off";
  /** Folder of the chat page. Default: none is served. */
  readonly pageDir?: string;
  readonly postgresEngine?: "auto" | "pglite" | "postgresql";
  readonly redisEngine?: "auto" | "embedded" | "redis-server";
  /** Talks to this Claude; the stand-in is then not started. */
  readonly claude?: ClaudeAddress | null;
  /** The same of what hears, and of what draws. */
  readonly speech?: EngineAddress | null;
  readonly images?: EngineAddress | null;
  /** Variables of the worker, over the ones that follow from the local world. */
  readonly vars?: Readonly<Record<string, string>>;
  /** What the worker's configuration has in place of wrangler.toml's. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly step?: Step;
};

type ClaudeStandIn = Awaited<ReturnType<typeof startClaude>>;

export type Stack = {
  readonly world: LocalWorld;
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>;
  readonly redis: Awaited<ReturnType<typeof startRedis>>;
  readonly telegram: Awaited<ReturnType<typeof startTelegram>>;
  /** null where `claude` was given. */
  readonly claude: ClaudeStandIn | null;
  readonly worker: LocalWorker;
  readonly dataDir: string;
  /** Ends every process it started; removes the folder if it was temporary. */
  stop(): Promise<void>;
};

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const cleanup = new Cleanup();
  try {
    return await bringUp(options, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function bringUp(options: StackOptions, cleanup: Cleanup): Promise<Stack> {
  const { step = withoutProgress } = options;
  const dataDir = options.dataDir ?? (await temporaryFolder(cleanup));
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const secrets = await loadLocalSecrets(dataDir);
  /** What a temporary world holds need not reach the disk. */
  const keptIn = (name: string) =>
    options.dataDir === undefined ? {} : { dataDir: join(dataDir, name) };

  const postgres = await step("Postgres", () =>
    startPostgres({
      engine: options.postgresEngine ?? "auto",
      password: secrets.postgresPassword,
      ...keptIn("postgres"),
    }),
  );
  cleanup.defer(() => postgres.stop());
  const redis = await step("Redis", () =>
    startRedis({
      engine: options.redisEngine ?? "auto",
      token: secrets.redisToken,
    }),
  );
  cleanup.defer(() => redis.stop());
  const telegram = await step("Telegram", () =>
    startTelegram({
      port: options.telegramPort ?? 0,
      limits: options.telegramLimits ?? "real",
      token: secrets.telegramToken,
      controlKey: secrets.telegramControlKey,
      ...(options.pageDir !== undefined && { pageDir: options.pageDir }),
      ...keptIn("telegram"),
    }),
  );
  cleanup.defer(() => telegram.stop());
  const { address, standIn } = await chooseClaude(options, cleanup);
  const engines = await chooseEngines(options, cleanup);

  await step("Migrations", () =>
    migrate({
      databaseUrl: postgres.databaseUrl,
      wsProxy: postgres.wsProxy,
      print: () => {},
    }),
  );
  const port = options.workerPort ?? (await freePort());
  const world: LocalWorld = {
    secrets,
    workerUrl: `http://127.0.0.1:${port}`,
    postgres,
    redis,
    telegram,
    claude: address,
    ...engines,
  };
  const bot = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const vars = { ...workerVars(world, await bot.getMe()), ...options.vars };
  await buildSandboxes((work) => step("Sandboxes, once", work));
  const worker = await step("Worker", () =>
    startLocalWorker({ folder: join(dataDir, "worker"), port, vars, config: options.config }),
  );
  cleanup.defer(() => worker.stop());
  await step("Webhook", () =>
    bot.setWebhook(`${worker.url}/telegram/webhook`, {
      secret_token: secrets.telegramWebhookSecret,
      allowed_updates: allowedUpdates,
    }),
  );
  await setCommandMenus(bot);
  return {
    world,
    postgres,
    redis,
    telegram,
    claude: standIn,
    worker,
    dataDir,
    stop: () => cleanup.run(),
  };
}

/** The default menu is English; a language with words of its own gets its own. */
async function setCommandMenus(bot: Api): Promise<void> {
  await bot.setMyCommands(commandMenu("en"));
  await bot.setMyCommands(commandMenu("ru"), { language_code: "ru" });
}

async function chooseClaude(
  { claude = null, step = withoutProgress }: StackOptions,
  cleanup: Cleanup,
): Promise<{ address: ClaudeAddress; standIn: ClaudeStandIn | null }> {
  if (claude !== null) return { address: claude, standIn: null };
  const standIn = await step("Claude", () => startClaude({}));
  cleanup.defer(() => standIn.stop());
  return { address: standIn, standIn };
}

/** Voice and pictures work offline too. */
async function chooseEngines(
  { speech = null, images = null, step = withoutProgress }: StackOptions,
  cleanup: Cleanup,
): Promise<Pick<LocalWorld, "speech" | "images">> {
  return {
    speech: speech ?? (await step("Speech", () => standInForSpeech(cleanup))),
    images: images ?? (await step("Images", () => standInForImages(cleanup))),
  };
}

async function standInForSpeech(cleanup: Cleanup): Promise<EngineAddress> {
  const apiKey = randomBytes(18).toString("hex");
  const { answer, baseUrl, stop } = await startSpeech({ apiKey });
  cleanup.defer(stop);
  answer(hearWhatIsWritten);
  return { apiKey, baseUrl };
}

async function standInForImages(cleanup: Cleanup): Promise<EngineAddress> {
  const { apiKey, baseUrl, stop } = await startGemini();
  cleanup.defer(stop);
  return { apiKey, baseUrl };
}

async function temporaryFolder(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ferry-"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
