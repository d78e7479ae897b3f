import { expect, test } from "vitest";
import { normalizeUpdate } from "../../../lib/intake/normalize-update.ts";
import { bot, type JsonFields } from "./updates.ts";

const ada = { id: 42, is_bot: false, first_name: "Ada", language_code: "ru" };
const crew = { id: -1001234567890, type: "supergroup", title: "Crew" };

function pressed(fields: JsonFields) {
  const callback_query = { id: "17", from: ada, chat_instance: "1", ...fields };
  return normalizeUpdate({ update_id: 900, callback_query }, bot);
}

test("a press belongs to the thread of whoever pressed, in the topic of its message", () => {
  const message = {
    message_id: 8,
    date: 1_795_000_000,
    chat: crew,
    from: { id: bot.id, is_bot: true, first_name: "Ferry" },
    message_thread_id: 3,
    is_topic_message: true,
  };
  expect(pressed({ data: "again:5", message })).toEqual({
    kind: "inbound",
    addressed: true,
    inbound: {
      updateId: 900,
      messageId: 8,
      thread: { chatId: crew.id, topicId: 3, userId: 42 },
      chat: { type: "supergroup", title: "Crew" },
      from: { id: 42, firstName: "Ada", languageCode: "ru" },
      sentAtMs: 1_795_000_000_000,
      content: { kind: "press", queryId: "17", data: "again:5" },
    },
  });
});

test.each([
  ["a message too old to be shown", { message: { message_id: 8, date: 0, chat: crew } }],
  ["a message of inline mode", { inline_message_id: "x", data: "again:5" }],
  ["a game", { game_short_name: "chess" }],
])("a press below %s is answered all the same", (_what, fields) => {
  expect(pressed(fields)).toMatchObject({
    kind: "inbound",
    inbound: { content: { kind: "press", queryId: "17" } },
  });
});
