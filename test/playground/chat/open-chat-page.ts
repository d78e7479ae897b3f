/** A real browser on the real page of a real emulator, for tests and screenshots. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Api } from "grammy";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { startTelegram, type Telegram } from "../../emulators/telegram/start-telegram.ts";
import { buildPage } from "./build-page.ts";

const chromiumPath = "/usr/bin/chromium";

/** Why there is no browser to test with, or null. */
export const browserMissing = existsSync(chromiumPath)
  ? null
  : `chat page not tested: no browser at ${chromiumPath}`;

const quietFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export type ChatStage = {
  readonly telegram: Telegram;
  /** Ends the emulator and starts an empty one with the same address, key and token. */
  readonly restart: (whileDown: () => Promise<void>) => Promise<void>;
  /** The bot's side: what a worker would call. */
  readonly api: Api;
  /** A page signed in at the emulator; closed with the stage. */
  readonly openPage: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
};

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: quietFlags });

export const openPage = async (browser: Browser, url: string, options: BrowserContextOptions) => {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  await page.locator(".chat-row").first().waitFor();
  return page;
};

export const startChatStage = async (): Promise<ChatStage> => {
  const pageDir = await mkdtemp(join(tmpdir(), "ferry-chat-page-"));
  await buildPage(pageDir);
  let telegram = await startTelegram({ pageDir, limits: "off" });
  const restart: ChatStage["restart"] = async (whileDown) => {
    const { port, token, controlKey } = telegram;
    await telegram.stop();
    await whileDown();
    telegram = await startTelegram({ pageDir, limits: "off", port, token, controlKey });
  };
  const browser = await launchBrowser();
  return {
    get telegram() {
      return telegram;
    },
    restart,
    api: new Api(telegram.token, { apiRoot: telegram.apiRoot }),
    openPage: (options = {}) => openPage(browser, telegram.pageUrl, options),
    close: async () => {
      await browser.close();
      await telegram.stop();
      await rm(pageDir, { recursive: true });
    },
  };
};
