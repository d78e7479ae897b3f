/** sendMessage, flood limits, the address itself, ordered faults. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RecordedCall } from "../control.ts";
import {
  ADA,
  BORIS,
  CREW,
  RIGGING,
  type Rig,
  refusal,
  refusalError,
  SHIPYARD,
  startRig,
} from "../testing/rig.ts";

let rig: Rig;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.now();
  rig = await startRig({ now: () => nowMs });
});
afterEach(() => rig.telegram.stop());

describe("sendMessage", () => {
  test("answers with the message as people see it", async () => {
    const message = await rig.api.sendMessage(ADA, " see https://a.io  ");
    expect(message).toMatchObject({
      chat: { id: ADA, type: "private", first_name: "Ada" },
      from: { is_bot: true, username: rig.telegram.bot.username },
      text: "see https://a.io",
      entities: [{ type: "url", offset: 4, length: 12 }],
    });
  });

  test("is refused without text, and beyond 4096 characters", async () => {
    expect(await refusal(rig.api.sendMessage(ADA, " \n"))).toBe(
      "Bad Request: message text is empty",
    );
    expect(await refusal(rig.api.sendMessage(ADA, "x".repeat(4097)))).toBe(
      "Bad Request: message is too long",
    );
    const marked = `*${"x".repeat(4096)}*`;
    await rig.api.sendMessage(ADA, marked, { parse_mode: "MarkdownV2" });
  });

  test("is refused in a chat that is not there, blocked or closed to the bot", async () => {
    expect(await refusal(rig.api.sendMessage(5, "hi"))).toBe("Bad Request: chat not found");
    await rig.sim("/blocks", { userId: ADA, blocked: true });
    expect(await refusal(rig.api.sendMessage(ADA, "hi"))).toBe(
      "Forbidden: bot was blocked by the user",
    );
    await rig.sim("/kicks", { chatId: CREW, kicked: true });
    expect(await refusal(rig.api.sendMessage(CREW, "hi"))).toBe(
      "Forbidden: bot was kicked from the group chat",
    );
  });

  test("goes into a topic that exists, and only there", async () => {
    const inTopic = await rig.api.sendMessage(SHIPYARD, "aye", { message_thread_id: RIGGING });
    expect(inTopic).toMatchObject({ message_thread_id: RIGGING, is_topic_message: true });
    const lost = { message_thread_id: 99 };
    expect(await refusal(rig.api.sendMessage(SHIPYARD, "aye", lost))).toBe(
      "Bad Request: message thread not found",
    );
    expect(await refusal(rig.api.sendMessage(ADA, "aye", lost))).toBe(
      "Bad Request: message thread not found",
    );
    const general = { message_thread_id: 1 };
    expect(await refusal(rig.api.sendMessage(SHIPYARD, "aye", general))).toBe(
      "Bad Request: message thread not found",
    );
  });

  test("replies and quotes, and forgives a missing message only when told to", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "the whole sentence");
    const reply = await rig.api.sendMessage(ADA, "yes", {
      reply_parameters: { message_id, quote: "whole" },
    });
    expect(reply.reply_to_message?.message_id).toBe(message_id);
    expect(reply.quote).toEqual({ text: "whole", position: 4, is_manual: true });
    const gone = { message_id: 999 };
    expect(await refusal(rig.api.sendMessage(ADA, "yes", { reply_parameters: gone }))).toBe(
      "Bad Request: message to be replied not found",
    );
    const lenient = { reply_parameters: { ...gone, allow_sending_without_reply: true } };
    expect((await rig.api.sendMessage(ADA, "yes", lenient)).reply_to_message).toBeUndefined();
  });

  test.each([
    ["65 bytes of data", { text: "x", callback_data: "é".repeat(33) }, "BUTTON_DATA_INVALID"],
    ["no data", { text: "x", callback_data: "" }, "BUTTON_DATA_INVALID"],
    ["no text", { text: " ", callback_data: "x" }, "button text must be non-empty"],
    ["no action", { text: "x" }, "text buttons are unallowed in the inline keyboard"],
    ["two actions", { text: "x", callback_data: "x", url: "https://t.me" }, "BUTTON_TYPE_INVALID"],
    ["a bad address", { text: "x", url: "nowhere" }, "Wrong HTTP URL"],
  ])("is refused with a button that has %s", async (_name, button, reason) => {
    const reply_markup = { inline_keyboard: [[button as { text: string; url: string }]] };
    expect(await refusal(rig.api.sendMessage(ADA, "menu", { reply_markup }))).toContain(reason);
  });

  test("is refused with more than 100 buttons or 8 in a row", async () => {
    const button = { text: "x", callback_data: "x" };
    const wide = { inline_keyboard: [Array(9).fill(button)] };
    expect(await refusal(rig.api.sendMessage(ADA, "menu", { reply_markup: wide }))).toContain(
      "BUTTON_ROW_INVALID",
    );
    const long = { inline_keyboard: Array(101).fill([button]) };
    expect(await refusal(rig.api.sendMessage(ADA, "menu", { reply_markup: long }))).toContain(
      "REPLY_MARKUP_TOO_LONG",
    );
  });
});

describe("flood limits", () => {
  test("allow a burst in a chat, then one message a second", async () => {
    for (let sent = 0; sent < 5; sent += 1) await rig.api.sendMessage(ADA, `${sent}`);
    const error = await refusalError(rig.api.sendMessage(ADA, "too much"));
    expect(error).toMatchObject({
      error_code: 429,
      description: "Too Many Requests: retry after 1",
      parameters: { retry_after: 1 },
    });
    await rig.api.sendMessage(BORIS, "another chat is free");
    nowMs += 1000;
    await rig.api.sendMessage(ADA, "patience");
  });

  test("allow 20 messages a minute in a group", async () => {
    for (let sent = 0; sent < 20; sent += 1) await rig.api.sendMessage(CREW, `${sent}`);
    const error = await refusalError(rig.api.sendMessage(CREW, "too much"));
    expect(error.parameters.retry_after).toBe(3);
  });

  test("count an edit like a message", async () => {
    const { message_id } = await rig.api.sendMessage(ADA, "0");
    for (let edit = 1; edit < 5; edit += 1)
      await rig.api.editMessageText(ADA, message_id, `${edit}`);
    expect(await refusal(rig.api.editMessageText(ADA, message_id, "5"))).toContain(
      "Too Many Requests",
    );
  });

  test("allow 30 messages a second overall", async () => {
    const members = Array.from({ length: 7 }, (_, index) => ({
      id: 2000 + index,
      firstName: "Mate",
      languageCode: "en",
    }));
    await rig.sim("/chats", { type: "group", title: "Mates", members });
    for (const { id } of members.slice(0, 6))
      for (let sent = 0; sent < 5; sent += 1) await rig.api.sendMessage(id, `${sent}`);
    expect(await refusal(rig.api.sendMessage(2006, "too much"))).toBe(
      "Too Many Requests: retry after 1",
    );
  });
});

describe("the Bot API address", () => {
  const ask = (path: string) =>
    fetch(`${rig.telegram.apiRoot}${path}`).then((response) => response.json());

  test("knows no other token and no other method", async () => {
    expect(await ask("/bot123:abc/getMe")).toEqual({
      ok: false,
      error_code: 401,
      description: "Unauthorized",
    });
    expect(await ask("/botnonsense/getMe")).toEqual({
      ok: false,
      error_code: 404,
      description: "Not Found",
    });
    const unknown = await ask(`/bot${rig.telegram.token}/sendPigeon`);
    expect(unknown).toEqual({
      ok: false,
      error_code: 404,
      description: "Not Found: method not found",
    });
  });

  test("takes query strings and forms, in any case of the name", async () => {
    const base = `/bot${rig.telegram.token}`;
    expect(await ask(`${base}/SENDMESSAGE?chat_id=${ADA}&text=hi`)).toMatchObject({ ok: true });
    const body = new URLSearchParams({ chat_id: `${ADA}`, text: "", reply_markup: "{" });
    const answer = await fetch(`${rig.telegram.apiRoot}${base}/sendMessage`, {
      method: "POST",
      body,
    });
    expect(await answer.json()).toMatchObject({
      error_code: 400,
      description: expect.stringContaining("can't parse JSON object"),
    });
  });
});

describe("an ordered fault", () => {
  test("refuses the calls it names and leaves the others alone", async () => {
    const fault = {
      kind: "error",
      code: 429,
      description: "Too Many Requests: retry after 7",
      retryAfterSeconds: 7,
    };
    await rig.sim("/faults", { method: "sendMessage", chatId: ADA, skip: 1, ...fault });
    await rig.api.sendMessage(ADA, "skipped");
    await rig.api.sendMessage(BORIS, "elsewhere");
    const error = await refusalError(rig.api.sendMessage(ADA, "struck"));
    expect(error.parameters.retry_after).toBe(7);
    await rig.api.sendMessage(ADA, "over");
  });

  test("may lose the answer of a call that was carried out, or the call itself", async () => {
    for (const kind of ["lost_answer", "lost_call"]) {
      await rig.sim("/faults", { method: "sendMessage", kind });
      await expect(rig.api.sendMessage(ADA, kind)).rejects.toThrow("Network request");
    }
    const { messages } = await rig.sim<{ messages: { text?: string }[] }>("/state");
    expect(messages.map(({ text }) => text).filter(Boolean)).toEqual(["lost_answer"]);
    const { calls } = await rig.sim<{ calls: RecordedCall[] }>("/calls");
    expect(calls.map(({ method, ok }) => [method, ok])).toEqual([
      ["sendMessage", true],
      ["sendMessage", false],
    ]);
  });
});
