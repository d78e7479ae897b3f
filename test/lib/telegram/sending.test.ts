import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChatId, TopicId, UserId } from "../../../lib/model/ids.ts";
import { type BotApi, openBotApi } from "../../../lib/telegram/bot-api.ts";
import { sendDraft } from "../../../lib/telegram/draft.ts";
import { plainTextLimit } from "../../../lib/telegram/limits.ts";
import { placeOf } from "../../../lib/telegram/place.ts";
import { sendPart } from "../../../lib/telegram/send-part.ts";
import {
  type HttpAnswers,
  json,
  type Reply,
  startHttpAnswers,
} from "../../support/http-answers.ts";

const place = { chat_id: 42 };
const draft = { place, draftId: 31 };
const draftFields = { chat_id: 42, draft_id: 31, can_stop: true, keep_on_stop: true };
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

describe("a draft", () => {
  const ok = json(200, { ok: true, result: true });

  test("without words shows that Claude thinks, with a button to stop it", async () => {
    server.answer(ok);
    for (const text of ["", " \n", "- "]) await sendDraft(api, draft, text);
    const thinking = ["sendMessageDraft", { ...draftFields, text: "" }];
    expect(calls()).toEqual([thinking, thinking, thinking]);
  });

  test("shows the words so far, cleaned", async () => {
    server.answer(ok);
    expect(await sendDraft(api, draft, "Ahoy <b>")).toEqual({ kind: "ok", value: true });
    const rich_message = { markdown: "Ahoy \\<b>" };
    expect(calls()).toEqual([["sendRichMessageDraft", { ...draftFields, rich_message }]]);
  });

  test("goes as text with entities where Telegram cannot read it", async () => {
    server.answer((response, asked) =>
      (asked.path.endsWith("sendRichMessageDraft") ? cannotParse : ok)(response, asked),
    );
    expect(await sendDraft(api, draft, "**Ahoy**")).toEqual({ kind: "ok", value: true });
    const entities = [{ type: "bold", offset: 0, length: 4 }];
    expect(calls().at(-1)).toEqual([
      "sendMessageDraft",
      { ...draftFields, text: "Ahoy", entities },
    ]);
  });

  test("is not sent twice into a flood", async () => {
    server.answer(refuse(429, "Too Many Requests: retry after 3"));
    expect(await sendDraft(api, draft, "Ahoy")).toMatchObject({ kind: "refused", code: 429 });
    expect(calls()).toHaveLength(1);
  });

  test("is not sent plain into a topic that is gone", async () => {
    server.answer(refuse(400, "Bad Request: message thread not found"));
    expect(await sendDraft(api, draft, "Ahoy")).toMatchObject({ kind: "refused", code: 400 });
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
