/** The ledger's entries: which sign, which key, and that no two operations share one. */
import { expect, test } from "vitest";
import {
  absorbedEntry,
  chargeEntry,
  paymentEntry,
  refundEntry,
  starterEntry,
  topupEntry,
} from "../../../lib/billing/ledger-entries.ts";
import type { TurnId, UpdateId, UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";

const userId = 7_000_000_001 as UserId;
const adminId = 42 as UserId;
const turnId = "1f0e6c1e-5a55-4b3c-9f1d-0d8f4f6f8f10" as TurnId;
const request = { userId, turnId, attempt: 1, step: 3 };
const payment = {
  userId,
  chargeId: "stxAbC_123",
  stars: 100,
  creditedNanoUsd: nanoUsd(650_000_000),
};
const topup = { userId, updateId: 991 as UpdateId, adminId, amountNanoUsd: nanoUsd(-5) };

test("a Claude request and each of its tool calls are charged under keys of their own", () => {
  expect(chargeEntry(request, nanoUsd(16_000_000), "claude-sonnet-5-5 · input 8000")).toEqual({
    key: `${turnId}:1:3`,
    userId,
    kind: "charge",
    amountNanoUsd: -16_000_000,
    turnId,
    note: "claude-sonnet-5-5 · input 8000",
  });
  const tool = chargeEntry({ ...request, toolUseId: "toolu_01A" }, nanoUsd(5), "execute_python");
  expect(tool.key).toBe(`${turnId}:1:3:toolu_01A`);
});

test("steps, attempts and turns never share a key", () => {
  const steps = [1, 2, 11, 12].flatMap((attempt) =>
    [1, 2, 11, 12].flatMap((step) =>
      [undefined, "1", "2", "toolu_1"].map((toolUseId) => ({
        ...request,
        attempt,
        step,
        ...(toolUseId === undefined ? {} : { toolUseId }),
      })),
    ),
  );
  const keys = steps.map((step) => chargeEntry(step, nanoUsd(1), "").key);
  expect(new Set(keys).size).toBe(steps.length);
});

test("what was absorbed takes nothing, names the real cost, and leaves no second charge for its step", () => {
  const absorbed = absorbedEntry(request, nanoUsd(9_001), "claude-opus-5-5 · output 450");
  expect(absorbed).toMatchObject({ key: chargeEntry(request, nanoUsd(1), "").key, kind: "charge" });
  expect(Object.is(absorbed.amountNanoUsd, 0)).toBe(true);
  expect(absorbed.note).toBe("absorbed 9001 nano-dollars · claude-opus-5-5 · output 450");
});

test("a payment gives what its refund takes", () => {
  expect(paymentEntry(payment)).toEqual({
    key: "stxAbC_123",
    userId,
    kind: "payment",
    amountNanoUsd: 650_000_000,
    turnId: null,
    note: "stars 100 · stxAbC_123",
  });
  expect(refundEntry(payment)).toEqual({
    key: "refund:stxAbC_123",
    userId,
    kind: "refund",
    amountNanoUsd: -650_000_000,
    turnId: null,
    note: "stars 100 · stxAbC_123",
  });
});

test("a top-up gives or takes as the admin said, once per command", () => {
  expect(topupEntry(topup)).toEqual({
    key: "topup:991",
    userId,
    kind: "topup",
    amountNanoUsd: -5,
    turnId: null,
    note: "admin 42",
  });
});

test("a user starts with one gift", () => {
  expect(starterEntry(userId, nanoUsd(100_000_000))).toEqual({
    key: "starter:7000000001",
    userId,
    kind: "starter",
    amountNanoUsd: 100_000_000,
    turnId: null,
    note: "",
  });
});

test.each([
  ["a charge below zero", () => chargeEntry(request, nanoUsd(-1), "")],
  ["an absorbed cost below zero", () => absorbedEntry(request, nanoUsd(-1), "")],
  ["a payment of nothing", () => paymentEntry({ ...payment, creditedNanoUsd: nanoUsd(0) })],
  ["a refund below zero", () => refundEntry({ ...payment, creditedNanoUsd: nanoUsd(-1) })],
  ["a top-up of nothing", () => topupEntry({ ...topup, amountNanoUsd: nanoUsd(0) })],
  ["a gift below zero", () => starterEntry(userId, nanoUsd(-1))],
])("%s is never booked", (_, build) => {
  expect(build).toThrow(RangeError);
});
