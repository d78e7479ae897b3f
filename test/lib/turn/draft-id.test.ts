import { expect, test } from "vitest";
import type { TurnId } from "../../../lib/model/ids.ts";
import { draftIdOf } from "../../../lib/turn/draft-id.ts";
import { seededRandom } from "../seeded-random.ts";

test("every draft has a number that Telegram takes, and that no other draft of the thread has", () => {
  const random = seededRandom(2);
  const hex = () => Math.floor(random() * 2 ** 32).toString(16);
  const turns = ["turn-1", "turn-2", "", ...Array.from({ length: 500 }, () => `${hex()}-${hex()}`)];
  const numbers = turns.flatMap((turn) =>
    [1, 2, 3, 12].map((attempt) => draftIdOf(turn as TurnId, attempt)),
  );
  for (const number of numbers) {
    expect(Number.isInteger(number)).toBe(true);
    expect(number).toBeGreaterThan(0);
    expect(number).toBeLessThan(2 ** 31);
  }
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a draft keeps its number, so that it grows instead of multiplying", () => {
  expect(draftIdOf("turn-1" as TurnId, 1)).toBe(draftIdOf("turn-1" as TurnId, 1));
});
