import { expect, test } from "vitest";
import { parseUsd } from "../../../lib/billing/parse-usd.ts";

test.each([
  ["5", 5_000_000_000],
  ["+5", 5_000_000_000],
  ["-5", -5_000_000_000],
  ["−2,5", -2_500_000_000],
  ["$0.10", 100_000_000],
  ["0,1", 100_000_000],
  ["2.50$", 2_500_000_000],
  ["0.000000001", 1],
  ["-0.000000001", -1],
  ["1.000", 1_000_000_000],
  ["0007.25", 7_250_000_000],
  ["999999.999999999", 999_999_999_999_999],
  ["0.3", 300_000_000],
])("%s is read to the nano-dollar", (text, amountNanoUsd) => {
  expect(parseUsd(text)).toEqual({ kind: "amount", amountNanoUsd });
});

test.each([
  ["", "not_an_amount"],
  ["five", "not_an_amount"],
  ["1e9", "not_an_amount"],
  ["NaN", "not_an_amount"],
  ["Infinity", "not_an_amount"],
  ["--5", "not_an_amount"],
  ["1.2.3", "not_an_amount"],
  ["1,000.50", "not_an_amount"],
  ["5.", "not_an_amount"],
  [".5", "not_an_amount"],
  ["٥", "not_an_amount"],
  ["1,000", "ambiguous"],
  ["0.0000000001", "too_fine"],
  ["1000000", "too_large"],
  ["99999999999999999999", "too_large"],
  ["0", "nothing"],
  ["-0.00", "nothing"],
])("%s is refused", (text, reason) => {
  expect(parseUsd(text)).toEqual({ reason });
});
