/** What a person sees on the chat page of what the bot says, in a real browser on the real emulator. */
import type { Update } from "grammy/types";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserTimes, eventually } from "./browser-patience.ts";
import { adaId, borisId, chenId, newestBubble, openChat } from "./hands.ts";
import { browserMissing, type ChatStage, startChatStage } from "./open-chat-page.ts";
import { nextUpdate, sayAs } from "./stage-helpers.ts";

if (browserMissing) console.log(browserMissing);

describe.skipIf(browserMissing !== null)("reading on the chat page", browserTimes, () => {
  let stage: ChatStage;
  let page: Page;

  beforeAll(async () => {
    stage = await startChatStage();
    page = await stage.openPage({ viewport: { width: 1100, height: 800 } });
  }, browserTimes.timeout);

  afterAll(() => stage?.close());

  const updateWhere = (matches: (update: Update) => boolean) => nextUpdate(stage.api, matches);

  test("a draft grows, and the finished answer takes its place", async () => {
    await openChat(page, adaId);
    const draft = page.locator(".draft");
    await stage.api.sendMessageDraft(adaId, 1, "");
    await eventually(() => draft.textContent()).toContain("Thinking…");
    await stage.api.sendRichMessageDraft(adaId, 1, { markdown: "The **first** half" });
    await eventually(() => draft.locator(".rich").textContent()).toBe("The first half");
    await stage.api.sendRichMessageDraft(adaId, 1, { markdown: "The **first** half and more" });
    await eventually(() => draft.locator(".rich").textContent()).toBe("The first half and more");
    expect(await draft.locator("strong").textContent()).toBe("first");
    await stage.api.sendRichMessage(adaId, { markdown: "The **first** half and the end." });
    await draft.waitFor({ state: "hidden" });
    await eventually(() => newestBubble(page).textContent()).toContain("and the end.");
  });

  test("the Stop button of a draft tells the bot to stop", async () => {
    await openChat(page, adaId);
    await stage.api.sendMessageDraft(adaId, 5, "counting to a million", { can_stop: true });
    await page.locator(".draft .stop").click();
    const update = await updateWhere(
      (candidate) => candidate.stopped_message_generation !== undefined,
    );
    expect(update.stopped_message_generation).toMatchObject({ draft_id: 5 });
    await page.locator(".draft").waitFor({ state: "hidden" });
  });

  test("a keyboard button waits for the bot and shows its answer", async () => {
    await openChat(page, adaId);
    const keyboard = [[{ text: "Continue", callback_data: "go-on" }]];
    await stage.api.sendMessage(adaId, "More?", { reply_markup: { inline_keyboard: keyboard } });
    const button = page.locator(".keyboard .key").last();
    await button.click();
    const { callback_query: query } = await updateWhere(
      (update) => update.callback_query !== undefined,
    );
    expect(query).toMatchObject({ data: "go-on", from: { id: adaId } });
    expect(await button.getAttribute("data-ui-waiting")).toBe("");
    await stage.api.answerCallbackQuery(query?.id ?? "", { text: "On it!" });
    await page.locator(".toast", { hasText: "On it!" }).waitFor();
    await eventually(() => button.getAttribute("data-ui-waiting")).toBe(null);
  });

  test("tables, math, tasks, code and footnotes are drawn as such", async () => {
    await openChat(page, chenId);
    const markdown = [
      "# Report",
      "| Left | Right |\n|:--|--:|\n| a | **1** |",
      "Euler: $e^{i\\pi}=-1$ costs $5 and ==matters==, ||secret||.",
      "$$\\int_0^1 x\\,dx = \\tfrac12$$",
      "- [x] done\n- [ ] open",
      "```ts\nconst a = 1 < 2;\n```",
      "<details><summary>More</summary>\n\nInside.\n\n</details>",
      "Noted.[^1]\n\n[^1]: The note.",
    ].join("\n\n");
    await stage.api.sendRichMessage(chenId, { markdown });
    const rich = page.locator(".message:not(.draft) .rich").last();
    await rich.locator(".math-block .katex").waitFor();
    expect(await rich.locator("h2").textContent()).toBe("Report");
    expect(await rich.locator("td.align-right strong").textContent()).toBe("1");
    expect(await rich.locator(".math .katex").count()).toBe(1);
    expect(await rich.locator("mark").textContent()).toBe("matters");
    expect(await rich.locator("input:checked").count()).toBe(1);
    expect(await rich.locator(".code-head").textContent()).toContain("ts");
    expect(await rich.locator("pre code").textContent()).toBe("const a = 1 < 2;");
    expect(await rich.locator(".reference").textContent()).toContain("The note.");
    expect(await rich.locator(".details-body").isVisible()).toBe(false);
    await rich.locator("summary").click();
    expect(await rich.locator(".details-body").textContent()).toBe("Inside.");
    await rich.locator(".spoiler").click();
    expect(await rich.locator(".spoiler").getAttribute("data-ui-revealed")).toBe("");
  });

  test("a message in another chat counts as unread until it is opened", async () => {
    await openChat(page, adaId);
    await stage.api.sendMessage(borisId, "Boris, are you there?");
    const row = page.locator(`[data-chat="${borisId}"]`);
    await eventually(() => row.locator(".badge").textContent()).toBe("1");
    await row.click();
    await eventually(() => row.locator(".badge").count()).toBe(0);
  });

  test("a reader further up is not pulled down, and can jump to the newest", async () => {
    for (let line = 1; line <= 30; line += 1)
      await sayAs(stage, { chatId: borisId, userId: borisId, text: `line ${line}` });
    await openChat(page, borisId);
    await page.getByRole("article", { name: "Boris: line 30", exact: true }).waitFor();
    const viewport = page.locator(".viewport");
    await viewport.hover();
    await page.mouse.wheel(0, -3000);
    await page.locator(".jump").waitFor();
    const scrolled = () => viewport.evaluate((node) => node.scrollTop);
    // A wheel turns for a while.
    await eventually(scrolled).toBe(0);
    await stage.api.sendMessage(borisId, "the newest");
    await page.locator(".message", { hasText: "the newest" }).waitFor();
    expect(await scrolled()).toBe(0);
    await page.locator(".jump").click();
    await page.locator(".jump").waitFor({ state: "hidden" });
  });

  test("formats nest at their UTF-16 offsets, also behind an emoji", async () => {
    await openChat(page, adaId);
    await stage.api.sendMessage(adaId, "🚢 bold and both, then code", {
      entities: [
        { type: "bold", offset: 3, length: 13 },
        { type: "italic", offset: 12, length: 4 },
        { type: "code", offset: 23, length: 4 },
      ],
    });
    const text = page.locator(".rows .message.in .prose").last();
    await eventually(() => text.locator("strong").textContent()).toBe("bold and both");
    expect(await text.locator("strong em").textContent()).toBe("both");
    expect(await text.locator("code").textContent()).toBe("code");
  });

  test("a formula with words in it stays on one line", async () => {
    await openChat(page, adaId);
    const markdown = "$$\\Delta p \\quad\\text{for all } T$$";
    await stage.api.sendRichMessage(adaId, { markdown });
    const line = page.locator(".rows .math-block .katex-base", { hasText: "for all" });
    await line.waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const bottoms = await line
      .locator(".mord:not(:has(.mord))")
      .evaluateAll((marks) => marks.map((mark) => Math.round(mark.getBoundingClientRect().bottom)));
    expect(bottoms).toHaveLength(4);
    expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThan(6);
  });

  test("the page says that it is connecting, and comes back after a restart", async () => {
    await openChat(page, adaId);
    const status = page.locator(".conversation-header .status");
    await stage.restart(() => eventually(() => status.textContent()).toBe("connecting…"));
    await eventually(() => status.textContent()).toContain("talks with");
    await stage.api.sendMessage(adaId, "back again");
    await page.locator(".bubble", { hasText: "back again" }).waitFor();
  });
});
