/** Nothing that is said, named or attached may run in the page, load from outside, or break its layout. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../emulators/telegram/control.ts";
import { browserTimes, eventually } from "./browser-patience.ts";
import { browserMissing, type ChatStage, startChatStage } from "./open-chat-page.ts";
import { markdownToBlocks } from "./page/rich/markdown-to-blocks.ts";
import { sayAs } from "./stage-helpers.ts";

const adaId = 1001;

/** Each would leave a trace: a dialog, `window.hacked`, a script, a request, or an active attribute. */
const attacks = [
  "<script>window.hacked=1</script>",
  "<img src=x onerror=window.hacked=1>",
  "<svg/onload=window.hacked=1>",
  '"><iframe srcdoc="<script>parent.hacked=1</script>">',
  "<details open ontoggle=window.hacked=1><summary>x</summary></details>",
  "[click](javascript:window.hacked=1)",
  "[click](  JaVaScRiPt:window.hacked=1)",
  "[click](data:text/html,<script>window.hacked=1</script>)",
  "![x](https://attacker.example/pixel.png)",
  '<a href="javascript:window.hacked=1">x</a>',
  "<u onclick=window.hacked=1>x</u>",
  "<tg-spoiler><img src=x onerror=window.hacked=1></tg-spoiler>",
  "$\\href{javascript:window.hacked=1}{x}$ $\\htmlData{onclick=alert(1)}{x}$",
  "$$\\includegraphics{https://attacker.example/pixel.png}$$",
  "```<img src=x onerror=window.hacked=1>\ncode\n```",
  "| <script>window.hacked=1</script> | b |\n|--|--|\n| <img src=x onerror=window.hacked=1> | d |",
  "[^<img src=x onerror=window.hacked=1>]\n\n[^x]: <img src=x onerror=window.hacked=1>",
  "<style>*{display:none}</style>",
];

/** Everything in the page that could run, navigate or load and is not ours. */
const findIntruders = () => {
  const isActive = (node: Element): boolean =>
    [...node.attributes].some(({ name }) => name.startsWith("on")) ||
    /^(?:javascript|data):/i.test(node.getAttribute("href") ?? "") ||
    (node.getAttribute("src") ?? "").startsWith("http");
  const nodes = [...document.body.querySelectorAll("*")];
  const active = nodes.filter(
    (node) => isActive(node) || node.matches("script, style, iframe, object, embed, base, form"),
  );
  return { active: active.map((node) => node.outerHTML), hacked: "hacked" in window };
};

describe.skipIf(browserMissing !== null)("the chat page is inert to", browserTimes, () => {
  let stage: ChatStage;
  let page: Page;
  const surprises: string[] = [];

  beforeAll(async () => {
    stage = await startChatStage();
    page = await stage.openPage();
    page.on("dialog", (dialog) => surprises.push(`dialog: ${dialog.message()}`));
    page.on("pageerror", (error) => surprises.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(stage.telegram.url))
        surprises.push(`request: ${request.url()}`);
    });
    await page.locator(`[data-chat="${adaId}"]`).click();
  }, browserTimes.timeout);

  afterAll(() => stage?.close());

  const expectInert = async (): Promise<void> => {
    expect(await page.evaluate(findIntruders)).toEqual({ active: [], hacked: false });
    expect(surprises).toEqual([]);
  };

  test.each(attacks)("words and drafts: %s", async (attack) => {
    await sayAs(stage, { chatId: adaId, userId: adaId, text: attack });
    await stage.api.sendMessageDraft(adaId, 1, attack);
    const stop = { command: "start", description: "x" };
    await stage.api.setMyCommands([{ ...stop, description: attack.slice(0, 200) }]);
    await stage.api.sendMessage(adaId, attack, {
      reply_markup: { inline_keyboard: [[{ text: attack.slice(0, 60), callback_data: "x" }]] },
    });
    await eventually(() => page.locator(".rows .message.in .prose").last().textContent()).toContain(
      attack.split("\n")[0],
    );
    await expectInert();
  });

  test("rich markdown, also what Telegram itself would refuse", async () => {
    const chat = { id: adaId, type: "private", first_name: "Ada" } as const;
    const from = { id: stage.telegram.bot.id, is_bot: true, first_name: "Ferry" };
    const messages = attacks.map((attack, index) => ({
      message_id: index + 1,
      date: 1_790_000_000,
      chat,
      from,
      rich_message: { blocks: markdownToBlocks(attack) },
    }));
    const state = await fetch(`${stage.telegram.url}/sim/state`, {
      headers: { "x-sim-key": stage.telegram.controlKey },
    });
    const snapshot = { ...((await state.json()) as Snapshot), messages };
    const event = JSON.stringify({ type: "snapshot", snapshot });
    const forged = { contentType: "text/event-stream", body: `data: ${event}\n\n` };
    await page.route("**/sim/events", (route) => route.fulfill(forged));
    await page.reload();
    await eventually(() => page.locator(".rows .rich").count()).toBe(attacks.length);
    await expectInert();
    await page.unroute("**/sim/events");
    await page.reload();
  });

  test("names of people, chats and files", async () => {
    const attack = "<img src=x onerror=window.hacked=1>";
    const member = { id: 2001, firstName: attack, lastName: attack, languageCode: "en" };
    const chat = await page.evaluate(
      async ([title, person]) => {
        const response = await fetch("/sim/chats", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ type: "supergroup", title, members: [person] }),
        });
        return (await response.json()) as { chat: { id: number } };
      },
      [attack, member] as const,
    );
    const chatId = chat.chat.id;
    await page.locator(`[data-chat="${chatId}"]`).click();
    const file = {
      name: attack,
      mimeType: "text/html",
      base64: "PHNjcmlwdD4=",
      as: "document",
    } as const;
    await sayAs(stage, { chatId, userId: member.id, files: [file] });
    await page.locator(".file-name", { hasText: attack }).waitFor();
    expect(await page.locator("a.file").getAttribute("download")).toBe(attack);
    await expectInert();
  });

  test("a link that hides where it leads: it asks first", async () => {
    await page.locator(`[data-chat="${adaId}"]`).click();
    await stage.api.sendMessage(adaId, "harmless", {
      entities: [{ type: "text_link", offset: 0, length: 8, url: "https://attacker.example/" }],
    });
    const link = page.locator(".prose a", { hasText: "harmless" });
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    await link.click();
    await page.locator(".modal", { hasText: "https://attacker.example/" }).waitFor();
    await page.keyboard.press("Escape");
    await expectInert();
  });

  test("script from elsewhere: the policy forbids inline code", async () => {
    const policy = await page
      .locator("meta[http-equiv=Content-Security-Policy]")
      .getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
  });
});
