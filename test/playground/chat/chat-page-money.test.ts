/** What a person does on the chat page to pay, in a real browser on the real emulator. */
import type { Update } from "grammy/types";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserTimes, eventually } from "./browser-patience.ts";
import { adaId, borisId, newestBubble, openChat, write } from "./hands.ts";
import { browserMissing, type ChatStage, startChatStage } from "./open-chat-page.ts";
import { nextUpdate } from "./stage-helpers.ts";

if (browserMissing) console.log(browserMissing);

describe.skipIf(browserMissing !== null)("paying on the chat page", browserTimes, () => {
  let stage: ChatStage;
  let page: Page;

  beforeAll(async () => {
    stage = await startChatStage();
    page = await stage.openPage({ viewport: { width: 1100, height: 800 } });
  }, browserTimes.timeout);

  afterAll(() => stage?.close());

  const updateWhere = (matches: (update: Update) => boolean) => nextUpdate(stage.api, matches);
  const composer = () => page.locator(".composer textarea");
  const question = (chatId: number, text: string) =>
    stage.api.sendMessage(chatId, text, {
      reply_markup: { force_reply: true, input_field_placeholder: "A number, such as 75" },
    });
  const bill = () =>
    stage.api.sendInvoice(adaId, "$1 of balance", "Stars for balance", "signed", "XTR", [
      { label: "Balance", amount: 75 },
    ]);

  test("a question that wants a reply opens one: a number is all there is to type", async () => {
    await openChat(page, adaId);
    const { message_id: asked } = await question(adaId, "How many Stars?");
    await page.locator(".target", { hasText: "How many Stars?" }).waitFor();
    expect(await composer().getAttribute("placeholder")).toBe("A number, such as 75");
    await page.keyboard.type("75");
    await page.keyboard.press("Enter");
    const { message } = await updateWhere((update) => update.message?.text === "75");
    expect(message?.reply_to_message?.message_id).toBe(asked);
    await eventually(() => page.locator(".target").count()).toBe(0);
    expect(await composer().getAttribute("placeholder")).toBe("Message");
  });

  test("it can be left unanswered, and does not reach into another chat", async () => {
    await openChat(page, adaId);
    await question(adaId, "How many then?");
    await page.locator(".target", { hasText: "How many then?" }).waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => page.locator(".target").count()).toBe(0);
    await question(borisId, "And you?");
    await page.locator(`[data-chat="${borisId}"] .badge`).waitFor();
    expect(await page.locator(".target").count()).toBe(0);
    await write(page, "nothing");
    const { message } = await updateWhere((update) => update.message?.text === "nothing");
    expect(message?.reply_to_message).toBeUndefined();
  });

  test("Pay on an invoice asks the bot, and its yes moves the Stars", async () => {
    await openChat(page, adaId);
    await bill();
    await page.locator("[data-pay]").last().click();
    const { pre_checkout_query: asked } = await updateWhere(
      (update) => update.pre_checkout_query !== undefined,
    );
    expect(asked).toMatchObject({ total_amount: 75, invoice_payload: "signed" });
    await stage.api.answerPreCheckoutQuery(asked?.id ?? "", true);
    await page.locator(".service", { hasText: "Paid ⭐ 75" }).waitFor();
    const paid = await updateWhere((update) => update.message?.successful_payment !== undefined);
    expect(paid.message?.from?.id).toBe(adaId);
  });

  test("the bot's no is shown in its own words, and no Stars move", async () => {
    await openChat(page, adaId);
    await bill();
    await page.locator("[data-pay]").last().click();
    const { pre_checkout_query: asked } = await updateWhere(
      (update) => update.pre_checkout_query !== undefined,
    );
    await stage.api.answerPreCheckoutQuery(asked?.id ?? "", false, {
      error_message: "This invoice is too old.",
    });
    await page.locator(".modal", { hasText: "This invoice is too old." }).waitFor();
    expect(await newestBubble(page).textContent()).toContain("$1 of balance");
    expect(await page.locator(".service", { hasText: "Paid" }).count()).toBe(1);
  });
});
