/** Buttons about money, in Telegram's `callback_data` (1–64 bytes). */
import type { UserId } from "./ids.ts";

export type MoneyPress =
  /** `stars` null: a number of their own. */
  | { readonly kind: "pay"; readonly ownerId: UserId; readonly stars: number | null }
  | { readonly kind: "packages"; readonly ownerId: UserId }
  /** `name`: see `paymentName`; Telegram's own ids do not fit a button. */
  | { readonly kind: "refund"; readonly ownerId: UserId; readonly name: string }
  /** Shown to admins only: whose ledger, and from where on. */
  | { readonly kind: "ledger"; readonly userId: UserId; readonly beforeSeq: number | null };

export function moneyData(press: MoneyPress): string {
  switch (press.kind) {
    case "pay":
      return `pay:${press.ownerId}:${press.stars ?? "other"}`;
    case "packages":
      return `packages:${press.ownerId}`;
    case "refund":
      return `refund:${press.ownerId}:${press.name}`;
    case "ledger":
      return `ledger:${press.userId}:${press.beforeSeq ?? "newest"}`;
  }
}

const payForm = /^pay:(\d{1,16}):(other|[1-9]\d{0,5})$/;
const packagesForm = /^packages:(\d{1,16})$/;
const refundForm = /^refund:(\d{1,16}):([0-9a-f]{16})$/;
const ledgerForm = /^ledger:(\d{1,16}):(newest|[1-9]\d{0,14})$/;

/** Null for any other button. Who presses may forge it: whose it is and what it may do is asked again. */
export function parseMoneyData(data: string): MoneyPress | null {
  return readPay(data) ?? readPackages(data) ?? readRefund(data) ?? readLedger(data);
}

function readPay(data: string): MoneyPress | null {
  const [, owner, stars] = payForm.exec(data) ?? [];
  if (stars === undefined) return null;
  return { kind: "pay", ownerId: idOf(owner), stars: stars === "other" ? null : Number(stars) };
}

function readPackages(data: string): MoneyPress | null {
  const [, owner] = packagesForm.exec(data) ?? [];
  return owner === undefined ? null : { kind: "packages", ownerId: idOf(owner) };
}

function readRefund(data: string): MoneyPress | null {
  const [, owner, name] = refundForm.exec(data) ?? [];
  return name === undefined ? null : { kind: "refund", ownerId: idOf(owner), name };
}

function readLedger(data: string): MoneyPress | null {
  const [, user, before] = ledgerForm.exec(data) ?? [];
  if (before === undefined) return null;
  const beforeSeq = before === "newest" ? null : Number(before);
  return { kind: "ledger", userId: idOf(user), beforeSeq };
}

function idOf(text: string | undefined): UserId {
  return Number(text) as UserId;
}
