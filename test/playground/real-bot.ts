/** Serves a real bot from the playground: its own local worker, fed by long polling, beside the emulated chats. */
import { join } from "node:path";
import { Api, GrammyError } from "grammy";
import type { UserFromGetMe, WebhookInfo } from "grammy/types";
import {
  chosenImages,
  chosenSettings,
  chosenSpeech,
  type RealBotAddress,
} from "./chosen-services.ts";
import { Cleanup } from "./cleanup.ts";
import type { DevVars } from "./dev-vars.ts";
import { freePort } from "./free-port.ts";
import { type LocalWorker, startLocalWorker } from "./local-worker.ts";
import { pollRealBot } from "./real-bot-polling.ts";
import { StartRefused } from "./start-refused.ts";
import { type LocalWorld, workerVars } from "./worker-vars.ts";

export type FoundBot = {
  readonly address: RealBotAddress;
  readonly api: Api;
  readonly me: UserFromGetMe;
  readonly webhook: WebhookInfo;
};

/** Looks at the bot without changing it; throws StartRefused where it cannot be served. */
export async function findRealBot(address: RealBotAddress, takeOver: boolean): Promise<FoundBot> {
  const api = new Api(address.token, { apiRoot: address.apiRoot });
  const { me, webhook } = await askTelegram(api, address);
  if (webhook.url && !takeOver) {
    throw new StartRefused(
      `@${me.username} already has a webhook at ${new URL(webhook.url).host}. ` +
        "To serve it from here until you stop: npm start -- --take-over (it is put back at the end)",
    );
  }
  return { address, api, me, webhook };
}

async function askTelegram(api: Api, { apiRoot }: RealBotAddress) {
  try {
    return { me: await api.getMe(), webhook: await api.getWebhookInfo() };
  } catch (error) {
    const why = error instanceof GrammyError ? error.description : "it cannot be reached";
    throw new StartRefused(
      `TELEGRAM_BOT_TOKEN of .dev.vars was not accepted by ${apiRoot}: ${why}`,
    );
  }
}

export type ServeRealBot = {
  readonly bot: FoundBot;
  readonly world: LocalWorld;
  readonly dataDir: string;
  readonly devVars: DevVars;
  readonly report: (line: string) => void;
};

export type RealBot = {
  readonly worker: LocalWorker;
  /** Stops polling, puts the bot's webhook back, ends the worker. */
  stop(): Promise<void>;
};

export async function serveRealBot(options: ServeRealBot): Promise<RealBot> {
  const cleanup = new Cleanup();
  try {
    return await bringUp(options, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function bringUp(options: ServeRealBot, cleanup: Cleanup): Promise<RealBot> {
  const { bot, world, dataDir, devVars, report } = options;
  const port = await freePort();
  const local = {
    ...world,
    workerUrl: `http://127.0.0.1:${port}`,
    telegram: bot.address,
    // People who know nothing of stand-ins must not be answered by one.
    speech: chosenSpeech(devVars),
    images: chosenImages(devVars),
  };
  // Without tourVars: real people have real Stars, and only what .dev.vars says may take them.
  const vars = {
    ...workerVars(local, bot.me),
    // A real bot can be found by anyone: a list of people, once given, closes the door.
    ...(devVars.ALLOWED_IDS !== undefined && { OPEN_TO_ALL: "no" }),
    ...chosenSettings(devVars),
  };
  const worker = await startLocalWorker({
    folder: join(dataDir, "real-bot-worker"),
    port,
    vars,
  });
  cleanup.defer(() => worker.stop());

  if (bot.webhook.url) {
    await bot.api.deleteWebhook();
    cleanup.defer(() => putBackWebhook(options));
  }
  const stopping = new AbortController();
  const webhook = {
    url: `${worker.url}/telegram/webhook`,
    secretToken: world.secrets.telegramWebhookSecret,
    maxConnections: 40,
  };
  const polling = pollRealBot({
    api: bot.api,
    webhook,
    report,
    signal: stopping.signal,
  });
  cleanup.defer(async () => {
    stopping.abort();
    await polling;
  });
  return { worker, stop: () => cleanup.run() };
}

/** Telegram never shows a webhook's secret, so only one written in .dev.vars can be set again. */
async function putBackWebhook({ bot, devVars, report }: ServeRealBot): Promise<void> {
  const { url, allowed_updates, max_connections } = bot.webhook;
  if (!url) return;
  const secret = devVars.TELEGRAM_WEBHOOK_SECRET;
  await bot.api.setWebhook(url, {
    ...(allowed_updates !== undefined && { allowed_updates }),
    ...(max_connections !== undefined && { max_connections }),
    ...(secret !== undefined && { secret_token: secret }),
  });
  report(
    secret === undefined
      ? `The webhook of @${bot.me.username} is back, but WITHOUT its secret (Telegram does not reveal it): ` +
          "set it again from the deployment, or put TELEGRAM_WEBHOOK_SECRET into .dev.vars next time."
      : `The webhook of @${bot.me.username} is back, with the secret of .dev.vars.`,
  );
}
