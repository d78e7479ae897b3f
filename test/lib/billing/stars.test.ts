/** Stars into dollars: what each package is worth, under whichever terms, and what a user may type. */
import { describe, expect, test } from "vitest";
import { maxStars, readStarAmount, starPackages } from "../../../lib/billing/star-amount.ts";
import { creditedForStars, type StarsTerms, starsTerms } from "../../../lib/billing/stars.ts";

function terms(margin: number, threadedMode = true): StarsTerms {
  const found = starsTerms({ margin, threadedMode });
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

test("each package is credited as in the original: $0.0065 a Star with topics and no margin", () => {
  const credited = starPackages.map((stars) => creditedForStars(terms(0), stars));
  expect(starPackages).toEqual([10, 50, 100, 250, 500]);
  expect(credited).toEqual([65_000_000, 325_000_000, 650_000_000, 1_625_000_000, 3_250_000_000]);
  expect(creditedForStars(terms(0), 1)).toBe(6_500_000);
  expect(creditedForStars(terms(0), maxStars)).toBe(16_250_000_000);
});

test.each([
  // 1 − 0.35 − 0.15 − margin, of $1.30.
  [0.1, true, 520_000_000],
  [0.05, true, 585_000_000],
  [0.1234, true, 489_580_000],
  [0.4999, true, 130_000],
  // Without threaded mode Telegram takes 15 % less.
  [0, false, 845_000_000],
  [0.1, false, 715_000_000],
])("100 Stars at a margin of %s, threaded %s: %s nano-dollars", (margin, threadedMode, nanoUsd) => {
  expect(creditedForStars(terms(margin, threadedMode), 100)).toBe(nanoUsd);
});

test("one Star is one hundredth of a hundred, under any terms", () => {
  for (let shares = 0; shares < 5000; shares += 7) {
    const some = terms(shares / 10_000);
    expect(creditedForStars(some, 1) * 100).toBe(creditedForStars(some, 100));
  }
});

test.each([-0.01, 0.5, 0.9, 1, Number.NaN, Number.POSITIVE_INFINITY])(
  "a margin of %s is refused: the buyer would get nothing, or more than was paid",
  (margin) => {
    expect(starsTerms({ margin, threadedMode: true })).toEqual({ reason: "margin_out_of_range" });
  },
);

describe("a number of Stars that a user types", () => {
  test.each([
    ["1", 1],
    [" 2500 ", 2500],
    ["007", 7],
  ])("%j is %s", (text, stars) => {
    expect(readStarAmount(text)).toEqual({ kind: "stars", stars });
  });

  test.each(["abc", "", "-5", "+5", "2.5", "1e3", "NaN", "Infinity", "0x10", "1 000", "٣"])(
    "%j is no number",
    (text) => expect(readStarAmount(text)).toEqual({ reason: "not_a_number" }),
  );

  test.each(["0", "2501", "9".repeat(400)])("%s is too few or too many", (text) => {
    expect(readStarAmount(text)).toEqual({ reason: "out_of_range" });
  });
});
