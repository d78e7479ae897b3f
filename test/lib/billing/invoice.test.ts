/** Invoices travel through hands that are not ours: what comes back is ours unchanged, or refused. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Invoice,
  invoiceKey,
  readInvoice,
  signInvoice,
} from "../../../lib/billing/invoice-payload.ts";
import { invoiceLifetimeMs, verifyInvoice } from "../../../lib/billing/verify-invoice.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { seededRandom } from "../seeded-random.ts";

const issuedAtMs = 1_795_363_200_000;
const invoice: Invoice = {
  userId: 7_000_000_001 as UserId,
  stars: 100,
  creditedNanoUsd: nanoUsd(650_000_000),
  issuedAtMs,
};
const checkout = {
  payerId: invoice.userId,
  currency: "XTR",
  totalAmount: 100,
  nowMs: issuedAtMs + 5000,
};

let key: CryptoKey;
let payload: string;
beforeAll(async () => {
  key = await invoiceKey("a signing key of the tests");
  payload = await signInvoice(key, invoice);
});

test("an invoice comes back as it went", async () => {
  expect(await readInvoice(key, payload)).toEqual(invoice);
  expect(await verifyInvoice(key, payload, checkout)).toEqual(invoice);
});

test("its time is kept to the second", async () => {
  const sent = await signInvoice(key, { ...invoice, issuedAtMs: issuedAtMs + 999 });
  expect(sent).toBe(payload);
});

test("the largest figures still fit Telegram's 128 bytes", async () => {
  const largest = {
    userId: (2 ** 52 - 1) as UserId,
    stars: 100_000,
    creditedNanoUsd: nanoUsd(Number.MAX_SAFE_INTEGER),
    issuedAtMs: 99_999_999_999_000,
  };
  const sent = await signInvoice(key, largest);
  expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(128);
  expect(await readInvoice(key, sent)).toEqual(largest);
});

test.each([
  ["half a Star", { stars: 0.5 }],
  ["no Stars", { stars: 0 }],
  ["less than nothing", { creditedNanoUsd: nanoUsd(-1) }],
  ["a group instead of a person", { userId: -100_123 as UserId }],
])("an invoice over %s is never signed", async (_, odd) => {
  await expect(signInvoice(key, { ...invoice, ...odd })).rejects.toThrow(RangeError);
});

describe("is refused before payment", () => {
  test.each([
    ["by another payer", { payerId: 7_000_000_002 as UserId }, "other_payer"],
    ["for fewer Stars", { totalAmount: 99 }, "other_amount"],
    ["for more Stars", { totalAmount: 101 }, "other_amount"],
    ["in another currency", { currency: "USD" }, "other_amount"],
    ["too late", { nowMs: issuedAtMs + invoiceLifetimeMs + 1 }, "expired"],
  ])("%s", async (_, odd, reason) => {
    expect(await verifyInvoice(key, payload, { ...checkout, ...odd })).toEqual({ reason });
  });

  test("but not at the last moment of its day", async () => {
    const last = { ...checkout, nowMs: issuedAtMs + invoiceLifetimeMs };
    expect(await verifyInvoice(key, payload, last)).toEqual(invoice);
  });

  test("and a payment that was made is still read a year later", async () => {
    expect(await readInvoice(key, payload)).toMatchObject({ creditedNanoUsd: 650_000_000 });
  });
});

describe("forging", () => {
  test("any figure changed, the signature kept", async () => {
    const parts = payload.split(".");
    for (const [at, forged] of [
      [1, "7000000002"],
      [2, "1"],
      [3, "6500000000"],
      [4, "1895363200"],
    ] as const) {
      const mixed = parts.with(at, forged).join(".");
      expect(await verifyInvoice(key, mixed, checkout)).toEqual({ reason: "forged" });
    }
  });

  test("figures that slide over the dots between them", async () => {
    const [version, user, stars, ...rest] = payload.split(".");
    const slid = [version, `${user}1`, stars?.slice(1), ...rest].join(".");
    expect(await readInvoice(key, slid)).toHaveProperty("reason");
  });

  test("the signature of another invoice, or by another key", async () => {
    const dearer = await signInvoice(key, { ...invoice, creditedNanoUsd: nanoUsd(9e9) });
    const mixed = payload.slice(0, -64) + dearer.slice(-64);
    expect(await readInvoice(key, mixed)).toEqual({ reason: "forged" });
    const otherKey = await invoiceKey("a signing key of the test");
    expect(await readInvoice(otherKey, payload)).toEqual({ reason: "forged" });
  });

  test("a signature that the same key gave for something else", async () => {
    const said = payload.slice(0, -64);
    const bytes = new Uint8Array(
      await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(said)),
    );
    const mac = Buffer.from(bytes).toString("hex");
    expect(await readInvoice(key, said + mac)).toEqual({ reason: "forged" });
  });

  test("any one character changed, dropped or doubled", async () => {
    const random = seededRandom(42);
    const alphabet = "0123456789abcdef.-+eE \u0660";
    for (let at = 0; at < payload.length; at++) {
      const other = alphabet[Math.floor(random() * alphabet.length)] ?? "";
      const [head, char, tail] = [payload.slice(0, at), payload[at] ?? "", payload.slice(at + 1)];
      const mutants = [head + other + tail, head + tail, head + char + char + tail];
      for (const mutant of mutants.filter((text) => text !== payload)) {
        expect(await readInvoice(key, mutant), mutant).toHaveProperty("reason");
      }
    }
  });

  test.each([
    ["nothing", ""],
    ["the original's form", "topup_7000000001_1795363200_100"],
    ["a version we never wrote", "2.7000000001.100.650000000.1795363200."],
    ["a number in another spelling", "1.7e9.100.650000000.1795363200."],
    ["a sign", "1.7000000001.-100.650000000.1795363200."],
    ["a leading zero", "1.07000000001.100.650000000.1795363200."],
  ])("%s is malformed", async (_, said) => {
    const text = said.endsWith(".") ? said + "0".repeat(64) : said;
    expect(await readInvoice(key, text)).toEqual({ reason: "malformed" });
  });

  test("capital letters in the signature are another spelling, so malformed", async () => {
    const shouted = payload.slice(0, -64) + payload.slice(-64).toUpperCase();
    expect(await readInvoice(key, shouted)).toEqual({ reason: "malformed" });
    expect(await readInvoice(key, `${payload}\n`)).toEqual({ reason: "malformed" });
  });
});
