/** Our payments beside Telegram's: every way in which the two can differ. */
import { expect, test } from "vitest";
import { compareStars, describeDifference } from "../../../lib/billing/compare-stars.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import type { Payment, StarMovement } from "../../../lib/model/payment.ts";

const user = 7 as UserId;

const ours = (state: Payment["state"], changes: Partial<Payment> = {}): Payment => ({
  chargeId: "stx-1",
  userId: user,
  stars: 50,
  creditedNanoUsd: nanoUsd(325_000_000),
  paidAtMs: 1000,
  state,
  refundOpenedAtMs: state === "refund_pending" ? 2000 : null,
  refundedAtMs: state === "refunded" ? 2000 : null,
  ...changes,
});

const theirs = (kind: StarMovement["kind"], changes: Partial<StarMovement> = {}): StarMovement => ({
  kind,
  chargeId: "stx-1",
  userId: user,
  stars: 50,
  invoicePayload: "",
  atMs: kind === "payment" ? 1000 : 2000,
  ...changes,
});

const paid = theirs("payment");
const refund = theirs("refund");

test.each<[string, Payment[], StarMovement[], string[]]>([
  ["nothing at all", [], [], []],
  ["paid and credited", [ours("paid")], [paid], []],
  ["refunded on both sides", [ours("refunded")], [paid, refund], []],
  ["paid, not credited", [], [paid], ["missing_credit"]],
  ["paid and given back, neither booked", [], [paid, refund], ["missing_credit"]],
  ["given back, still credited", [ours("paid")], [paid, refund], ["missing_debit"]],
  ["given back, still pending", [ours("refund_pending")], [paid, refund], ["missing_debit"]],
  ["taken back, still paid", [ours("refunded")], [paid], ["missing_refund"]],
  ["pending, still paid", [ours("refund_pending")], [paid], ["open_refund"]],
  ["credited, never paid", [ours("paid")], [], ["unknown_to_telegram"]],
  ["another number of Stars", [ours("paid", { stars: 51 })], [paid], ["differing"]],
  ["another payer", [ours("paid", { userId: 8 as UserId })], [paid], ["differing"]],
])("%s", (_what, payments, movements, kinds) => {
  const found = compareStars(payments, movements, 2000);
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

test("what may still be on its way is no difference yet", () => {
  expect(compareStars([], [paid], 999)).toEqual([]);
  expect(compareStars([ours("paid")], [], 999)).toEqual([]);
  expect(compareStars([ours("paid")], [paid, refund], 1999)).toEqual([]);
  expect(compareStars([ours("refund_pending")], [paid], 1999)).toEqual([]);
  expect(compareStars([ours("refunded")], [paid], 1999)).toEqual([]);
});

test("a difference reads as a line for operators", () => {
  const [found] = compareStars([], [paid], 2000);
  expect(found && describeDifference(found)).toBe("missing credit: 50 Stars of user 7, stx-1");
});
