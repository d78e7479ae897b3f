import { expect, test } from "vitest";
import type { UserId } from "../../../lib/model/ids.ts";
import { type MoneyPress, moneyData, parseMoneyData } from "../../../lib/model/money-button.ts";

/** The longest that Telegram gives. */
const ownerId = 9_007_199_254_740_991 as UserId;

test.each<MoneyPress>([
  { kind: "pay", ownerId, stars: 2500 },
  { kind: "pay", ownerId, stars: null },
  { kind: "packages", ownerId },
  { kind: "refund", ownerId, name: "0123456789abcdef" },
  { kind: "ledger", userId: ownerId, beforeSeq: 123_456_789 },
  { kind: "ledger", userId: ownerId, beforeSeq: null },
])("a button of $kind says what it means, in Telegram's 64 bytes", (press) => {
  expect(moneyData(press).length).toBeLessThanOrEqual(64);
  expect(parseMoneyData(moneyData(press))).toEqual(press);
});

test.each([
  "",
  "pay:1:0",
  "pay:1:-5",
  "pay:1:1e3",
  "refund:1:xyz",
  "ledger:1:0",
  "pay:x:5",
  "set:1:model:",
])("%s is none", (data) => {
  expect(parseMoneyData(data)).toBeNull();
});
