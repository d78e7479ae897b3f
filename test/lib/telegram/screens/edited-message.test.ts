/** A message that is edited while it grows, against the strict stand-in for Telegram. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { editedMessage, type Grow } from "../../../../lib/telegram/screens/edited-message.ts";
import { editLive, openLive } from "../../../../lib/telegram/screens/live-message.ts";
import { HandClock } from "../../../support/hand-clock.ts";
import {
  full,
  type ScreenChat,
  type Screens,
  show,
  startScreens,
  title,
  view,
} from "./screen-chat.ts";

const stop = { label: "Stop", data: "stop:31" };

let screens: Screens;
let chat: ScreenChat;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens.stop());
beforeEach(async () => {
  chat = await screens.newChat("private");
});

describe("an edited message", () => {
  const clock = new HandClock();
  const edited = (grow: Grow) =>
    editedMessage({
      api: screens.api,
      clock,
      place: { chat_id: chat.id },
      title,
      stop,
      intervalMs: 1000,
      grow,
    });

  test("is not there before the first words: the chat shows typing, no oftener than it fades", async () => {
    const screen = edited(async (take) => {
      expect(await take()).toBeNull();
      return { kind: "unknown", description: "nothing to show" };
    });
    for (const seconds of [0, 1, 1, 1, 1]) {
      await clock.advance(seconds * 1000);
      await show(screen, view({ thinking: "Hm." }));
    }
    expect(await chat.methods()).toEqual(["sendChatAction", "sendChatAction"]);
  });

  test("opens with the words, and its button goes with every edit", async () => {
    let messageId: number | null = null;
    const screen = edited(async (take) => {
      const picture = await take();
      if (!picture) throw new Error("no picture of words");
      if (messageId !== null)
        return editLive(screens.api, { chat_id: chat.id, message_id: messageId }, picture);
      const opened = await openLive(screens.api, { chat_id: chat.id }, picture);
      if (opened.kind === "ok") messageId = opened.value;
      return opened;
    });
    await show(screen, full);
    // What it opens with is what a notification says.
    expect(await chat.messages()).toMatchObject([{ richMarkdown: "Ahoy" }]);
    await show(screen, full);
    const shown = await chat.messages();
    expect(shown).toHaveLength(1);
    expect(shown[0]?.richMarkdown).toMatch(/^<details>[\s\S]*<i>Searching[\s\S]*Ahoy$/);
    expect(shown[0]?.reply_markup).toEqual({
      inline_keyboard: [[{ text: "Stop", callback_data: "stop:31" }]],
    });
  });
});

describe("a message that grows, where its formatting is refused,", () => {
  const look = (text: string) => ({ markdown: text, plain: () => ({ text, entities: [] }) });
  const picture = { opening: look("| a |"), growing: look("| a |"), stop };

  test("goes as text, and so does its edit", async () => {
    await chat.fault("sendRichMessage", "Bad Request: can't parse rich message");
    const opened = await openLive(screens.api, { chat_id: chat.id }, picture);
    if (opened.kind !== "ok") throw new Error("not sent");
    await chat.fault("editMessageText", "Bad Request: can't parse rich message");
    const more = { ...picture, growing: look("| a | b |") };
    const message = { chat_id: chat.id, message_id: opened.value };
    expect(await editLive(screens.api, message, more)).toMatchObject({ kind: "ok" });
    expect(await chat.messages()).toMatchObject([{ text: "| a | b |" }]);
  });

  test("is not edited as text where the same stands there, or where it was deleted", async () => {
    const opened = await openLive(screens.api, { chat_id: chat.id }, picture);
    if (opened.kind !== "ok") throw new Error("not sent");
    const message = { chat_id: chat.id, message_id: opened.value };
    expect(await editLive(screens.api, message, picture)).toMatchObject({
      kind: "refused",
      code: 400,
    });
    await screens.bot.deleteMessage(chat.id, opened.value);
    expect(await editLive(screens.api, message, picture)).toMatchObject({
      kind: "refused",
      code: 400,
    });
    expect((await chat.methods()).filter((method) => method === "editMessageText")).toHaveLength(2);
  });
});
