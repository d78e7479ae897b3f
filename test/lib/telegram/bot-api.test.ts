import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotApi, call, openBotApi } from "../../../lib/telegram/bot-api.ts";
import {
  type HttpAnswers,
  json,
  type Reply,
  startHttpAnswers,
} from "../../support/http-answers.ts";

const token = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";

let server: HttpAnswers;
let api: BotApi;
beforeAll(async () => {
  server = await startHttpAnswers();
  api = openBotApi({ token, apiRoot: server.url });
});
afterAll(() => server.stop());

function ask(reply: Reply) {
  server.answer(reply);
  return call(api.sendMessage({ chat_id: 42, text: "Ahoy" }));
}

function refusal(code: number, description: string, parameters?: object): Reply {
  return json(code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters ? { parameters } : {}),
  });
}

test("a call reaches Telegram with the bot's token and comes back as a value", async () => {
  const answer = await ask(json(200, { ok: true, result: { message_id: 5 } }));
  expect(answer).toEqual({ kind: "ok", value: { message_id: 5 } });
  expect(server.received.at(-1)).toEqual({
    path: `/bot${token}/sendMessage`,
    body: { chat_id: 42, text: "Ahoy" },
  });
});

test.each([
  [400, "Bad Request: chat not found"],
  [401, "Unauthorized"],
  [403, "Forbidden: bot was blocked by the user"],
  [404, "Not Found"],
])("a %i is a no: the call was not applied", async (code, description) => {
  const answer = await ask(refusal(code, description));
  expect(answer).toEqual({ kind: "refused", code, description });
});

test("a 429 says in milliseconds how long to wait", async () => {
  const description = "Too Many Requests: retry after 7";
  expect(await ask(refusal(429, description, { retry_after: 7 }))).toEqual({
    kind: "refused",
    code: 429,
    description,
    retryAfterMs: 7000,
  });
  expect(await ask(refusal(429, description))).toEqual({ kind: "refused", code: 429, description });
});

test("a group that has become a supergroup says which", async () => {
  const description = "Bad Request: group chat was upgraded to a supergroup chat";
  const migratedToChatId = -1001234567890;
  const refused = await ask(refusal(400, description, { migrate_to_chat_id: migratedToChatId }));
  expect(refused).toEqual({ kind: "refused", code: 400, description, migratedToChatId });
});

const page = "<html>502 Bad Gateway</html>";

test.each<[string, Reply]>([
  ["a 500 of Telegram's", refusal(500, "Internal Server Error")],
  ["a 504 of its gateway", refusal(504, "Gateway Timeout")],
  ["a page of a proxy", (response) => response.writeHead(502).end(page)],
  ["an empty answer", (response) => response.end()],
  ["a reset", (response) => response.socket?.resetAndDestroy()],
])("%s leaves open whether the call was applied", async (_what, reply) => {
  const answer = await ask(reply);
  expect(answer.kind).toBe("unknown");
  expect(JSON.stringify(answer)).not.toContain("AAHdq");
});

test("a server that is not there leaves it open too", async () => {
  const gone = await startHttpAnswers();
  await gone.stop();
  const nobody = openBotApi({ token, apiRoot: gone.url });
  const answer = await call(nobody.sendMessage({ chat_id: 42, text: "Ahoy" }));
  expect(answer.kind).toBe("unknown");
  expect(JSON.stringify(answer)).not.toContain("AAHdq");
});

test("a hung call ends by itself", async () => {
  const impatient = openBotApi({ token, apiRoot: server.url, timeoutSeconds: 0.05 });
  server.answer(() => {});
  const answer = await call(impatient.sendMessage({ chat_id: 42, text: "Ahoy" }));
  expect(answer.kind).toBe("unknown");
});

test("a mistake of our own is not taken for Telegram's silence", async () => {
  await expect(call(Promise.reject(new TypeError("no such thing")))).rejects.toThrow(
    "no such thing",
  );
});
