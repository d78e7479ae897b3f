/** What is said about money; amounts, moments and ids come in as their reader writes them. */
import type { CheckoutProblem } from "../model/checkout.ts";
import type { LedgerKind } from "../model/ledger-entry.ts";

export type Spent = { readonly today: string; readonly week: string; readonly month: string };

export type ReceiptWords = {
  /** Such as `⭐ 100`. */
  readonly stars: string;
  readonly amount: string;
  readonly balance: string;
  readonly chargeId: string;
};

export type MoneyWords = {
  /** Where nothing is charged. */
  readonly free: string;
  readonly privately: string;
  /** The books cannot be read just now. */
  readonly unavailable: string;
  readonly notYours: string;
  readonly balance: (amount: string) => string;
  /** Below it stands a picture whose colours this explains. */
  readonly spent: (spent: Spent) => string;
  readonly lastAnswer: (cost: string) => string;
  readonly lastOperations: string;
  readonly operations: Readonly<Record<LedgerKind, string>>;
  /** A charge of 0: our own crash, or somebody else's. */
  readonly absorbed: string;
  readonly topUp: string;
  readonly pay: {
    readonly menu: (balance: string | null) => string;
    readonly package: (stars: string, credited: string) => string;
    readonly other: string;
    /** What a press of one says; at most 200 characters. */
    readonly notice: string;
    /** By this line a reply is known to be one: see lib/intake. One line, under 100 characters. */
    readonly question: string;
    readonly range: (least: string, most: string) => string;
    readonly notANumber: string;
    readonly outOfRange: string;
    readonly placeholder: string;
    /** 1–32 characters. */
    readonly invoiceTitle: (credited: string) => string;
    /** 1–255 characters. */
    readonly invoiceDescription: (stars: string, credited: string) => string;
    readonly invoiceLabel: string;
    readonly closed: string;
  };
  /** Shown by Telegram instead of the payment. */
  readonly checkout: Readonly<Record<CheckoutProblem, string>>;
  readonly paid: (receipt: ReceiptWords) => string;
  readonly refunded: (receipt: ReceiptWords) => string;
  readonly refund: {
    readonly menu: (days: string) => string;
    readonly button: (stars: string, credited: string, day: string) => string;
    readonly none: (days: string) => string;
    readonly notice: string;
    readonly unknown: string;
    readonly tooOld: (days: string) => string;
    readonly spent: (balance: string, needed: string) => string;
    /** Telegram did not give them back. */
    readonly refused: string;
    /** Nobody knows yet whether it did. */
    readonly underWay: string;
    readonly done: (stars: string, amount: string, balance: string) => string;
  };
  readonly paySupport: (days: string) => string;
  readonly supportAsked: string;
  readonly supportDeaf: string;
  readonly terms: (days: string) => string;
};
