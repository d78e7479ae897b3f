import { expect, test } from "vitest";
import type { ChatId } from "../../../lib/model/ids.ts";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { placeInstead } from "../../../lib/telegram/place-instead.ts";
import { isTopicGone } from "../../../lib/telegram/topic-gone.ts";

const topic = { chat_id: -100, message_thread_id: 7 };

function refused(code: number, description: string): Answered<never> {
  return { kind: "refused", code, description };
}

const gone = refused(400, "Bad Request: message thread not found");

test("what was meant for a deleted topic goes to its chat, and from there nowhere else", () => {
  expect(placeInstead(gone, topic)).toEqual({ chat_id: -100 });
  expect(placeInstead(gone, { chat_id: -100 })).toBeNull();
});

test.each<[string, Answered<unknown>]>([
  ["a closed topic", refused(400, "Bad Request: TOPIC_CLOSED")],
  ["a chat that is gone", refused(400, "Bad Request: chat not found")],
  ["a person who blocked the bot", refused(403, "Forbidden: bot was blocked by the user")],
  ["a call without an answer", { kind: "unknown", description: "message thread not found" }],
  ["a call that passed", { kind: "ok", value: true }],
])("%s sends nobody elsewhere", (_which, answer) => {
  expect(isTopicGone(answer)).toBe(false);
  expect(placeInstead(answer, topic)).toBeNull();
});

const movedTo = (id: number): Answered<never> => ({
  kind: "refused",
  code: 400,
  description: "Bad Request: group chat was upgraded to a supergroup chat",
  migratedToChatId: id as ChatId,
});

test("what was meant for a group goes to the supergroup it has become", () => {
  expect(placeInstead(movedTo(-1_000_000_000_005), { chat_id: -77 })).toEqual({
    chat_id: -1_000_000_000_005,
  });
});

test("whoever says so, nobody is sent on from a supergroup: two could send each other in circles", () => {
  expect(placeInstead(movedTo(-77), { chat_id: -1_000_000_000_005 })).toBeNull();
});
