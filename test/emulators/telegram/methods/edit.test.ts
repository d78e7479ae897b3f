/** Editing the bot's own messages. */
import { InputFile } from "grammy";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Snapshot } from "../control.ts";
import { ADA, png, type Rig, refusal, startRig } from "../testing/rig.ts";

const NOT_MODIFIED =
  "Bad Request: message is not modified: specified new message content and reply markup are exactly " +
  "the same as a current content and reply markup of the message";
const keyboard = { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] };

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ limits: "off" });
});
afterEach(() => rig.telegram.stop());

describe("editMessageText", () => {
  test("changes text and keyboard and marks the message edited", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "draft", { reply_markup: keyboard });
    const edited = await rig.api.editMessageText(ADA, message_id, "final");
    expect(edited).toMatchObject({ message_id, text: "final", edit_date: expect.any(Number) });
    expect(edited).not.toHaveProperty("reply_markup");
  });

  test("turns text into a rich message and back", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "plain");
    const rich_message = { markdown: "# Rich" };
    const rich = await rig.api.raw.editMessageText({ chat_id: ADA, message_id, rich_message });
    expect(rich).toMatchObject({ rich_message: { blocks: [{ type: "heading", text: "Rich" }] } });
    expect(rich).not.toHaveProperty("text");
    const { messages } = await rig.sim<Snapshot>("/state");
    expect(messages.at(-1)?.richMarkdown).toBe("# Rich");
    expect(await rig.api.editMessageText(ADA, message_id, "plain")).not.toHaveProperty(
      "rich_message",
    );
  });

  test("is refused where nothing changes, also the second time", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "same");
    expect(await refusal(rig.api.editMessageText(ADA, message_id, "same"))).toBe(NOT_MODIFIED);
    await rig.api.editMessageText(ADA, message_id, "new");
    expect(await refusal(rig.api.editMessageText(ADA, message_id, "new"))).toBe(NOT_MODIFIED);
  });

  test("is refused for messages that are gone, foreign or without text", async () => {
    expect(await refusal(rig.api.editMessageText(ADA, 999, "x"))).toBe(
      "Bad Request: message to edit not found",
    );
    const { messages } = await rig.sim<{ messages: { message_id: number }[] }>("/messages", {
      chatId: ADA,
      userId: ADA,
      text: "mine",
    });
    const foreign = messages[0]?.message_id ?? 0;
    expect(await refusal(rig.api.editMessageText(ADA, foreign, "x"))).toBe(
      "Bad Request: message can't be edited",
    );
    const photo = await rig.api.sendPhoto(ADA, new InputFile(png(10, 10), "a.png"));
    expect(await refusal(rig.api.editMessageText(ADA, photo.message_id, "x"))).toBe(
      "Bad Request: there is no text in the message to edit",
    );
  });
});

describe("editMessageReplyMarkup", () => {
  test("adds and removes a keyboard", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "menu");
    const added = await rig.api.editMessageReplyMarkup(ADA, message_id, { reply_markup: keyboard });
    expect(added).toMatchObject({ text: "menu", reply_markup: keyboard });
    expect(await rig.api.editMessageReplyMarkup(ADA, message_id)).not.toHaveProperty(
      "reply_markup",
    );
    expect(await refusal(rig.api.editMessageReplyMarkup(ADA, message_id))).toBe(NOT_MODIFIED);
  });
});

describe("editMessageCaption", () => {
  test("changes the caption of a file", async () => {
    const { message_id } = await rig.api.sendPhoto(ADA, new InputFile(png(10, 10), "a.png"), {
      caption: "old",
    });
    const edited = await rig.api.editMessageCaption(ADA, message_id, {
      caption: "<b>new</b>",
      parse_mode: "HTML",
    });
    expect(edited).toMatchObject({ caption: "new", caption_entities: [{ type: "bold" }] });
    expect(await rig.api.editMessageCaption(ADA, message_id)).not.toHaveProperty("caption");
  });

  test("is refused beyond 1024 characters and without a file", async () => {
    const { message_id } = await rig.api.sendPhoto(ADA, new InputFile(png(10, 10), "a.png"));
    const caption = "x".repeat(1025);
    expect(await refusal(rig.api.editMessageCaption(ADA, message_id, { caption }))).toBe(
      "Bad Request: message caption is too long",
    );
    const text = await rig.api.sendMessage(ADA, "no file");
    expect(await refusal(rig.api.editMessageCaption(ADA, text.message_id, { caption: "x" }))).toBe(
      "Bad Request: there is no caption in the message to edit",
    );
  });
});
