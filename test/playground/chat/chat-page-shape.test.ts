/** Groups, forum topics and small screens. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserTimes, eventually } from "./browser-patience.ts";
import { browserMissing, type ChatStage, startChatStage } from "./open-chat-page.ts";
import { nextUpdate } from "./stage-helpers.ts";

const adaId = 1001;
const borisId = 1002;

const write = async (page: Page, text: string): Promise<void> => {
  await page.locator(".composer textarea").fill(text);
  await page.keyboard.press("Enter");
};

describe.skipIf(browserMissing !== null)("the chat page", browserTimes, () => {
  let stage: ChatStage;

  beforeAll(async () => {
    stage = await startChatStage();
  }, browserTimes.timeout);

  afterAll(() => stage?.close());

  test("keeps the topics of a forum apart", async () => {
    const page = await stage.openPage();
    await page.locator(".chat-row", { hasText: "Shipyard" }).click();
    await page.locator(".topic", { hasText: "Rigging" }).click();
    await write(page, "about ropes");
    const { message } = await nextUpdate(
      stage.api,
      (update) => update.message?.text === "about ropes",
    );
    expect(message?.is_topic_message).toBe(true);
    await page.locator(".bubble", { hasText: "about ropes" }).waitFor();
    await page.locator(".topic", { hasText: "Cargo" }).click();
    await page.locator(".topic[aria-pressed=true]", { hasText: "Cargo" }).waitFor();
    expect(await page.locator(".bubble", { hasText: "about ropes" }).count()).toBe(0);
    const thread = { message_thread_id: message?.message_thread_id ?? 0 };
    await stage.api.sendMessage(message?.chat.id ?? 0, "take Dyneema", thread);
    await page.locator(".topic", { hasText: "Rigging" }).locator(".badge").waitFor();
    expect(await page.locator(".bubble", { hasText: "take Dyneema" }).count()).toBe(0);
    await page.context().close();
  });

  test("opens a new topic and writes into it", async () => {
    const page = await stage.openPage();
    await page.locator(".chat-row", { hasText: "Shipyard" }).click();
    await page.getByRole("button", { name: "New topic" }).click();
    await page.locator(".field").fill("Paint");
    await page.keyboard.press("Enter");
    await page.locator(".topic[aria-pressed=true]", { hasText: "Paint" }).waitFor();
    await write(page, "which red?");
    const { message } = await nextUpdate(
      stage.api,
      (update) => update.message?.text === "which red?",
    );
    expect(message?.message_thread_id).toBeGreaterThan(1);
    await page.context().close();
  });

  test("lets one choose who speaks in a group, and shows the others with name and face", async () => {
    const page = await stage.openPage();
    await page.locator(".chat-row", { hasText: "Harbour crew" }).click();
    await write(page, "Ada here");
    await page.locator(".message.out", { hasText: "Ada here" }).waitFor();
    await page.getByLabel("Write as").selectOption(String(borisId));
    await write(page, "and Boris");
    const { message } = await nextUpdate(
      stage.api,
      (update) => update.message?.text === "and Boris",
    );
    expect(message?.from?.id).toBe(borisId);
    await page.locator(".message.out", { hasText: "and Boris" }).waitFor();
    const other = page.locator(".message.in", { hasText: "Ada here" });
    expect(await other.locator(".sender").textContent()).toBe("Ada");
    expect(await other.locator(".avatar").count()).toBe(1);
    await page.context().close();
  });

  test("creates a private chat with a new person", async () => {
    const page = await stage.openPage();
    await page.getByRole("button", { name: "New chat" }).click();
    await page.locator(".field").fill("Dora");
    await page.locator(".modal-buttons .primary").click();
    await page.locator("h1", { hasText: "Dora" }).waitFor();
    await write(page, "hello from Dora");
    const { message } = await nextUpdate(
      stage.api,
      (update) => update.message?.text === "hello from Dora",
    );
    expect(message?.from?.first_name).toBe("Dora");
    await page.context().close();
  });

  test("shows list or conversation on a phone, never more than the screen is wide", async () => {
    const page = await stage.openPage({ viewport: { width: 360, height: 700 } });
    expect(await page.locator(".conversation").isVisible()).toBe(false);
    await page.locator(`[data-chat="${adaId}"]`).click();
    expect(await page.locator(".sidebar").isVisible()).toBe(false);
    const wideTable = `|${" column |".repeat(12)}\n|${"--|".repeat(12)}\n|${" value |".repeat(12)}`;
    const markdown = `${"longword".repeat(20)}\n\n${wideTable}\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\``;
    await stage.api.sendRichMessage(adaId, { markdown });
    await page.locator(".rich table").waitFor();
    const widest = await page
      .locator(".bubble")
      .evaluateAll((bubbles) =>
        Math.max(...bubbles.map((bubble) => bubble.getBoundingClientRect().right)),
      );
    expect(widest).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const scrolled = await page.locator(".table-scroll").evaluate((table) => {
      table.scrollLeft = 50;
      return table.scrollLeft;
    });
    expect(scrolled).toBe(50);
    await page.getByRole("button", { name: "Back to chats" }).click();
    await page.locator(`[data-chat="${adaId}"]`).waitFor();
    await page.context().close();
  });

  test("can be used without a mouse", async () => {
    const page = await stage.openPage();
    await page.locator(`[data-chat="${borisId}"]`).focus();
    await page.keyboard.press("Enter");
    await stage.api.sendMessage(borisId, "Use your keys");
    await page.locator(".bubble", { hasText: "Use your keys" }).waitFor();
    await page.locator(".viewport").focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Reply" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".target", { hasText: "Use your keys" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    await page.keyboard.press("Escape");
    await eventually(() => page.locator(".target").count()).toBe(0);
    await page.context().close();
  });

  test("says a new answer to a screen reader once it is complete", async () => {
    const page = await stage.openPage();
    await page.locator(`[data-chat="${borisId}"]`).click();
    await stage.api.sendMessage(borisId, "Read me aloud");
    await eventually(() => page.locator("[aria-live=polite]").textContent()).toContain(
      "Read me aloud",
    );
    await page.context().close();
  });
});
