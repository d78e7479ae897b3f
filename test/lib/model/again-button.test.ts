import { expect, test } from "vitest";
import { againData, parseAgainData } from "../../../lib/model/again-button.ts";
import type { MessageId } from "../../../lib/model/ids.ts";

test("a button names its message in what Telegram lets it carry", () => {
  const longest = (2 ** 31 - 1) as MessageId;
  expect(parseAgainData(againData(longest))).toBe(longest);
  expect(againData(longest).length).toBeLessThanOrEqual(64);
});

test.each(["", "again:", "again:-5", "again:1.5", "again:5 ", "again:5:6", "pay:5", "again:1e3"])(
  "%j is no such button",
  (data) => {
    expect(parseAgainData(data)).toBeNull();
  },
);
