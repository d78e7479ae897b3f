import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChatId, TopicId, UserId } from "../../../lib/model/ids.ts";
import { type BotApi, openBotApi } from "../../../lib/telegram/bot-api.ts";
import { plainTextLimit } from "../../../lib/telegram/limits.ts";
import { placeOf } from "../../../lib/telegram/place.ts";
import { editPart, sendPart } from "../../../lib/telegram/send-part.ts";
import {
  type HttpAnswers,
  json,
  type Reply,
  startHttpAnswers,
} from "../../support/http-answers.ts";

const place = { chat_id: 42 };
const sent = json(200, { ok: true, result: { message_id: 5 } });

let server: HttpAnswers;
let api: BotApi;
let from: number;
beforeAll(async () => {
  server = await startHttpAnswers();
  api = openBotApi({ token: "1:x", apiRoot: server.url });
});
afterAll(() => server.stop());
beforeEach(() => {
  from = server.received.length;
});

/** The calls of this test, as method and body. */
function calls() {
  return server.received.slice(from).map(({ path, body }) => [path.split("/").at(-1), body]);
}

function refuse(code: number, description: string): Reply {
  return json(code, { ok: false, error_code: code, description });
}

const cannotParse = refuse(400, "Bad Request: can't parse rich message: nested too deep");

describe("a part of an answer", () => {
  test("is one rich message, cleaned first", async () => {
    server.answer(sent);
    expect(await sendPart(api, place, { markdown: "**Ahoy** <b>" })).toEqual({
      kind: "ok",
      value: 5,
    });
    expect(calls()).toEqual([
      ["sendRichMessage", { chat_id: 42, rich_message: { markdown: "**Ahoy** \\<b>" } }],
    ]);
  });

  test("that Telegram cannot format comes back as text with entities that it can take", async () => {
    server.answer(cannotParse);
    const words = "word ".repeat(1000).trim();
    const outcome = await sendPart(api, place, { markdown: `**Ahoy** ${words}` });
    if (outcome.kind !== "replaced") throw new Error(`it was ${outcome.kind}`);
    const [first, ...rest] = outcome.parts;
    expect(first?.entities).toEqual([{ type: "bold", offset: 0, length: 4 }]);
    expect(rest.map(({ entities }) => entities)).toEqual([[]]);
    expect(outcome.parts.map(({ markdown }) => markdown).join(" ")).toBe(`Ahoy ${words}`);
    for (const { markdown } of outcome.parts) {
      expect(markdown.length).toBeLessThanOrEqual(plainTextLimit);
    }
  });

  test("with entities goes out as text, and without them where they are refused", async () => {
    const entities = [{ type: "bold", offset: 0, length: 4 }] as const;
    server.answer(refuse(400, "Bad Request: can't parse entities"));
    expect(await sendPart(api, place, { markdown: "Ahoy there", entities })).toEqual({
      kind: "replaced",
      parts: [{ markdown: "Ahoy there", plain: true }],
    });
    expect(calls()).toEqual([["sendMessage", { chat_id: 42, text: "Ahoy there", entities }]]);
  });

  test("too long for one message, as an older version left it, comes back in pieces", async () => {
    const markdown = "A paragraph of words.\n\n".repeat(2000);
    const outcome = await sendPart(api, place, { markdown });
    if (outcome.kind !== "replaced") throw new Error(`it was ${outcome.kind}`);
    expect(outcome.parts.length).toBeGreaterThan(1);
    expect(calls()).toEqual([]);
  });

  test("goes as text to a Telegram that knows no rich messages", async () => {
    server.answer(refuse(404, "Not Found: method not found"));
    expect(await sendPart(api, place, { markdown: "Ahoy" })).toEqual({
      kind: "replaced",
      parts: [{ markdown: "Ahoy", entities: [] }],
    });
  });

  test("that is plain goes out as it is written", async () => {
    server.answer(sent);
    await sendPart(api, place, { markdown: "a <b> **c**", plain: true });
    expect(calls()).toEqual([["sendMessage", { chat_id: 42, text: "a <b> **c**" }]]);
  });

  test("that Telegram refuses even plain is refused, not tried for ever", async () => {
    server.answer(refuse(400, "Bad Request: message is too long"));
    expect(await sendPart(api, place, { markdown: "x", plain: true })).toMatchObject({
      kind: "refused",
      code: 400,
    });
  });

  test.each([
    [400, "Bad Request: chat not found"],
    [400, "Bad Request: message thread not found"],
    [400, "Bad Request: not enough rights to send text messages to the chat"],
    [400, "Bad Request: TOPIC_CLOSED"],
    [403, "Forbidden: bot was blocked by the user"],
    [429, "Too Many Requests: retry after 3"],
  ])("is not tried plain where the place is at fault: %i %s", async (code, description) => {
    server.answer(refuse(code, description));
    const outcome = await sendPart(api, place, { markdown: "Ahoy" });
    expect(outcome).toEqual({ kind: "refused", code, description });
    expect(calls()).toHaveLength(1);
  });

  test("is not tried plain in a group that has become a supergroup", async () => {
    const description = "Bad Request: group chat was upgraded to a supergroup chat";
    const parameters = { migrate_to_chat_id: -1001234567890 };
    server.answer(json(400, { ok: false, error_code: 400, description, parameters }));
    const outcome = await sendPart(api, place, { markdown: "Ahoy" });
    expect(outcome).toMatchObject({ kind: "refused", migratedToChatId: -1001234567890 });
    expect(calls()).toHaveLength(1);
  });

  test("without an answer is not sent a second time", async () => {
    server.answer((response) => response.destroy());
    expect(await sendPart(api, place, { markdown: "Ahoy" })).toMatchObject({ kind: "unknown" });
    expect(calls()).toHaveLength(1);
  });
});

describe("the last edit of a message that grew", () => {
  const message = { chat_id: 42, message_id: 5 };
  const done = { kind: "ok", value: 5 };

  test("leaves the words, and no button", async () => {
    server.answer(sent);
    expect(await editPart(api, message, { markdown: "**Ahoy** <b>" })).toEqual(done);
    expect(calls()).toEqual([
      ["editMessageText", { ...message, rich_message: { markdown: "**Ahoy** \\<b>" } }],
    ]);
  });

  test("is done where all of it stands there already", async () => {
    server.answer(refuse(400, "Bad Request: message is not modified: specified new message"));
    expect(await editPart(api, message, { markdown: "Ahoy" })).toEqual(done);
  });

  test("that Telegram cannot format comes back with entities, and so it goes", async () => {
    server.answer(cannotParse);
    const entities = [{ type: "bold", offset: 0, length: 4 }] as const;
    const parts = [{ markdown: "Ahoy", entities }] as const;
    expect(await editPart(api, message, { markdown: "**Ahoy**" })).toEqual({
      kind: "replaced",
      parts,
    });
    server.answer(sent);
    expect(await editPart(api, message, parts[0])).toEqual(done);
    expect(calls().at(-1)).toEqual(["editMessageText", { ...message, text: "Ahoy", entities }]);
  });

  test("of a message that was deleted is refused, not tried plain", async () => {
    server.answer(refuse(400, "Bad Request: message to edit not found"));
    expect(await editPart(api, message, { markdown: "Ahoy" })).toMatchObject({ kind: "refused" });
    expect(calls()).toHaveLength(1);
  });
});

test("a topic is named only where there is one", () => {
  const ids = (topic: number) => ({
    chatId: -100 as ChatId,
    topicId: topic as TopicId,
    userId: 42 as UserId,
  });
  expect(placeOf(ids(0))).toEqual({ chat_id: -100 });
  expect(placeOf(ids(17))).toEqual({ chat_id: -100, message_thread_id: 17 });
});
