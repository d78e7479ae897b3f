/** What a person writes and does on the chat page, in a real browser on the real emulator. */
import type { Update } from "grammy/types";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserTimes, eventually } from "./browser-patience.ts";
import { adaId, chenId, newestBubble, openChat, openMenuOn, write } from "./hands.ts";
import { browserMissing, type ChatStage, startChatStage } from "./open-chat-page.ts";
import { nextUpdate, pngFile } from "./stage-helpers.ts";

if (browserMissing) console.log(browserMissing);

describe.skipIf(browserMissing !== null)("writing on the chat page", browserTimes, () => {
  let stage: ChatStage;
  let page: Page;

  beforeAll(async () => {
    stage = await startChatStage();
    page = await stage.openPage({ viewport: { width: 1100, height: 800 } });
  }, browserTimes.timeout);

  afterAll(() => stage?.close());

  const updateWhere = (matches: (update: Update) => boolean) => nextUpdate(stage.api, matches);

  test("what Ada types reaches the bot as her message, and Shift+Enter only breaks the line", async () => {
    await openChat(page, adaId);
    await page.locator(".composer textarea").pressSequentially("first");
    await page.keyboard.press("Shift+Enter");
    await page.locator(".composer textarea").pressSequentially("second");
    await page.keyboard.press("Enter");
    const { message } = await updateWhere((update) => update.message !== undefined);
    expect(message).toMatchObject({ from: { id: adaId }, text: "first\nsecond" });
    await eventually(() => newestBubble(page).textContent()).toContain("second");
    expect(await page.locator(".composer textarea").inputValue()).toBe("");
  });

  test("three quick messages arrive in the order they were typed", async () => {
    await openChat(page, adaId);
    const words = ["one", "two", "three"];
    for (const word of words) await write(page, word);
    const arrived: (string | undefined)[] = [];
    for (const _ of words) {
      const update = await updateWhere(({ message }) => words.includes(message?.text ?? ""));
      arrived.push(update.message?.text);
    }
    expect(arrived).toEqual(words);
  });

  test("two pictures travel as one album with the words as its caption", async () => {
    await openChat(page, adaId);
    await page
      .locator(".attach input[type=file]")
      .setInputFiles([pngFile("a.png"), pngFile("b.png")]);
    await write(page, "two views");
    const first = await updateWhere((update) => update.message?.photo !== undefined);
    const second = await updateWhere((update) => update.message?.photo !== undefined);
    expect(first.message?.caption).toBe("two views");
    expect(first.message?.media_group_id).toBeDefined();
    expect(second.message?.media_group_id).toBe(first.message?.media_group_id);
    await eventually(() => page.locator(".album").last().locator("img").count()).toBe(2);
  });

  test("a sound file can be sent as a voice message and is heard by the bot as one", async () => {
    await openChat(page, adaId);
    const voice = { name: "note.ogg", mimeType: "audio/ogg", buffer: Buffer.from("OggS") };
    await page.locator("input[aria-label='Voice file']").setInputFiles(voice);
    const { message } = await updateWhere((update) => update.message?.voice !== undefined);
    expect(message?.voice?.duration).toBeGreaterThan(0);
    await page.locator(".sound.voice").last().waitFor();
  });

  test("a message can be answered, edited, forwarded and deleted", async () => {
    await openChat(page, chenId);
    await stage.api.sendMessage(chenId, "Which berth?");
    await openMenuOn(page, "Which berth?");
    await page.getByRole("menuitem", { name: "Reply" }).click();
    await write(page, "berth nien");
    const reply = await updateWhere((update) => update.message?.text === "berth nien");
    expect(reply.message?.reply_to_message?.text).toBe("Which berth?");

    await openMenuOn(page, "berth nien");
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await write(page, "berth nine");
    const edit = await updateWhere((update) => update.edited_message !== undefined);
    expect(edit.edited_message?.text).toBe("berth nine");
    await eventually(() => newestBubble(page).textContent()).toContain("edited");

    await openMenuOn(page, "berth nine");
    await page.getByRole("menuitem", { name: "Forward" }).click();
    await page.locator(".choice", { hasText: "Harbour crew" }).click();
    const forward = await updateWhere((update) => update.message?.forward_origin !== undefined);
    expect(forward.message?.chat.title).toBe("Harbour crew");
    await page.locator(".forwarded", { hasText: "Chen" }).waitFor();

    await openChat(page, chenId);
    await openMenuOn(page, "berth nine");
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.locator(".modal-buttons .danger").click();
    await eventually(() => page.locator(".message", { hasText: "berth nine" }).count()).toBe(0);
  });

  test("a slash offers the bot's commands", async () => {
    await stage.api.setMyCommands([
      { command: "help", description: "What I can do" },
      { command: "new", description: "Begin again" },
    ]);
    await openChat(page, adaId);
    await page.locator(".composer textarea").fill("/n");
    await page.getByRole("option", { name: "/new" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const { message } = await updateWhere((update) => update.message?.text === "/new");
    expect(message?.entities?.[0]?.type).toBe("bot_command");
  });

  test("what was typed and not sent waits in its chat", async () => {
    await openChat(page, chenId);
    await page.locator(".composer textarea").fill("half a thought");
    await openChat(page, adaId);
    expect(await page.locator(".composer textarea").inputValue()).toBe("");
    await eventually(() => page.locator(`[data-chat="${chenId}"]`).textContent()).toContain(
      "Draft: half",
    );
    await openChat(page, chenId);
    expect(await page.locator(".composer textarea").inputValue()).toBe("half a thought");
    await page.locator(".composer textarea").fill("");
  });

  test("the emulator's refusal is shown and the words are kept", async () => {
    await openChat(page, adaId);
    await page.route("**/sim/messages", (route) =>
      route.fulfill({ status: 400, json: { error: "The harbour is closed" } }),
    );
    await page.locator(".attach input[type=file]").setInputFiles([pngFile("pass.png")]);
    await write(page, "let me in");
    await page.locator(".toast", { hasText: "The harbour is closed" }).waitFor();
    await eventually(() => page.locator(".composer textarea").inputValue()).toBe("let me in");
    await page.getByRole("button", { name: "Remove pass.png" }).click();
    await page.unroute("**/sim/messages");
    await page.locator(".composer textarea").fill("");
  });
});
