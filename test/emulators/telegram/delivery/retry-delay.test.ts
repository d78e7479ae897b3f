/** When a failed delivery is tried again. */
import { describe, expect, test } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

describe("a failed delivery", () => {
  test("is repeated at once, then after 2, 4, 8 … seconds", () => {
    const delays = [1, 2, 3, 4, 5].map((failures) => retryDelayMs(failures, 0, 0));
    expect(delays).toEqual([0, 2_000, 4_000, 8_000, 16_000]);
  });

  test("never waits longer than 60 to 120 seconds", () => {
    expect(retryDelayMs(30, 0, 0)).toBe(60_000);
    expect(retryDelayMs(30, 0, 0.5)).toBe(90_000);
  });

  test("waits for what the bot asked in Retry-After", () => {
    expect(retryDelayMs(1, 90, 0)).toBe(90_000);
  });
});
