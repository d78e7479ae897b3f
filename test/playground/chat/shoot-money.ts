/** A picture of the newcomer's tour of money: on the real worker, everything in it is said by the bot itself. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startStack } from "../stack.ts";
import { tourVars } from "../tour-vars.ts";
import { buildPage } from "./build-page.ts";
import { adaId, openChat, write } from "./hands.ts";
import { launchBrowser, openPage } from "./open-chat-page.ts";

/** A machine at work on other things, too. */
const patienceMs = 60_000;

export async function shootMoney(shoot: (page: Page) => Promise<void>): Promise<void> {
  const pageDir = await mkdtemp(join(tmpdir(), "ferry-chat-page-"));
  await buildPage(pageDir);
  const stack = await startStack({ pageDir, vars: tourVars });
  const browser = await launchBrowser();
  try {
    const viewport = { width: 900, height: 940 };
    const page = await openPage(browser, stack.telegram.pageUrl, { viewport });
    page.setDefaultTimeout(patienceMs);
    await buySomething(page);
    await shoot(page);
  } finally {
    await browser.close();
    await stack.stop();
    await rm(pageDir, { recursive: true });
  }
}

async function buySomething(page: Page): Promise<void> {
  const bubble = (text: string) => page.locator(".message.in:not(.draft)", { hasText: text });
  await openChat(page, adaId);
  await write(page, "draw a lighthouse");
  await bubble("The tools answered").waitFor();
  await write(page, "search the web for spring tides");
  await bubble("Nobody has searched").waitFor();
  await write(page, "/pay");
  await page.locator(".key", { hasText: "⭐ 100 " }).click();
  await page.locator("[data-pay]").click();
  await bubble("Thank you!").waitFor();
  await write(page, "/balance");
  const spent = bubble("Lately:");
  await spent.locator("img").evaluate((image: HTMLImageElement) => image.decode());
  await page.locator(".toast").waitFor({ state: "hidden" });
}
