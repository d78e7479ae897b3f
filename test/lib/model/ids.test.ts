import { expect, test } from "vitest";
import {
  type ChatId,
  parseThreadId,
  type ThreadAddress,
  type TopicId,
  threadId,
  type UserId,
} from "../../../lib/model/ids.ts";
import { seededRandom } from "../seeded-random.ts";

/** Telegram's ids have at most 52 significant bits. */
const largest = 2 ** 52;

function address(chat: number, topic: number, user: number): ThreadAddress {
  return { chatId: chat as ChatId, topicId: topic as TopicId, userId: user as UserId };
}

const addresses: readonly ThreadAddress[] = (() => {
  const random = seededRandom(1);
  const whole = () => 1 + Math.floor(random() ** 8 * largest);
  const some = Array.from({ length: 500 }, () =>
    address(random() < 0.5 ? -whole() : whole(), whole(), whole()),
  );
  // Neighbours whose digits are the same but for where they are parted.
  return [...some, address(1, 23, 4), address(12, 3, 4), address(1, 2, 34), address(-1, 23, 4)];
})();

test("a thread's name leads back to its chat, topic and person", () => {
  for (const one of addresses) expect(parseThreadId(threadId(one))).toEqual(one);
  expect(threadId(address(-largest, largest, largest))).toBe(
    "-4503599627370496:4503599627370496:4503599627370496",
  );
});

test("no two conversations share a name", () => {
  const distinct = new Set(addresses.map((one) => JSON.stringify(one)));
  expect(new Set(addresses.map(threadId)).size).toBe(distinct.size);
});

test.each([
  "",
  "1:2",
  "1:2:3:4",
  "a:0:1",
  "1:-2:3",
  "1.5:0:1",
  " 1:0:1",
  "1:0:1\n",
  "--1:0:1",
  "01:0:1",
  "-0:0:1",
  "1:00:1",
  "9007199254740993:0:1",
  "1e3:0:1",
])("%j names no thread", (text) => {
  expect(parseThreadId(text)).toBeNull();
});
