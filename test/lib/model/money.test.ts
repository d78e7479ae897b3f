/** Money is whole nano-dollars: what is not, is refused where it appears, and what is, can be read. */
import { expect, test } from "vitest";
import { formatUsd } from "../../../lib/model/format-usd.ts";
import { nanoUsd, sumNanoUsd, timesNanoUsd } from "../../../lib/model/money.ts";

const most = Number.MAX_SAFE_INTEGER;

test.each([0.5, 1e-12, Number.NaN, Number.POSITIVE_INFINITY, most + 1, -most - 1])(
  "%s is no amount",
  (value) => expect(() => nanoUsd(value)).toThrow(RangeError),
);

test("zero has no sign", () => {
  expect(Object.is(nanoUsd(-0), 0)).toBe(true);
});

test("a sum is exact, or it is refused, also on its way", () => {
  expect(sumNanoUsd([])).toBe(0);
  expect(sumNanoUsd([nanoUsd(most - 3), nanoUsd(2), nanoUsd(-1)])).toBe(most - 2);
  expect(() => sumNanoUsd([nanoUsd(most), nanoUsd(1), nanoUsd(-2)])).toThrow(RangeError);
});

test("so is a product", () => {
  expect(timesNanoUsd(125, 3)).toBe(375);
  expect(() => timesNanoUsd(2 ** 27, 2 ** 27)).toThrow(RangeError);
  expect(() => timesNanoUsd(5, -1)).toThrow(RangeError);
  expect(() => timesNanoUsd(5, 0.2)).toThrow(RangeError);
  expect(() => timesNanoUsd(-5, 1)).toThrow(RangeError);
  expect(() => timesNanoUsd(0.2, 5)).toThrow(RangeError);
});

test.each([
  [0, "$0.00"],
  [1_250_000_000, "$1.25"],
  [100_000_000, "$0.10"],
  [16_250_000_000, "$16.25"],
  [1_234_567_890_123, "$1,234.5679"],
  [25_500_000, "$0.0255"],
  [15_432, "$0.000015"],
  [1, "$0.000000001"],
  [-500_000_000, "-$0.50"],
  [-1, "-$0.000000001"],
])("%s nano-dollars read as %s", (amount, text) => {
  expect(formatUsd(nanoUsd(amount), "en")).toBe(text);
});

test.each([
  ["ru", "1\u00a0234,50\u00a0$"],
  ["de", "1.234,50\u00a0$"],
  ["pt-br", "$\u00a01.234,50"],
  ["not a locale", "$1,234.50"],
  ["", "$1,234.50"],
])("a reader of %j sees %s", (locale, text) => {
  expect(formatUsd(nanoUsd(1_234_500_000_000), locale)).toBe(text);
});
