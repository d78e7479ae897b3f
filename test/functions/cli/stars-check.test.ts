/** `npm run stars-check` between a real Postgres and Telegram's stand-in: lost updates are found, and booked once. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invoiceKey, signInvoice } from "../../../lib/billing/invoice-payload.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { readBalance } from "../../../lib/store/read-balance.ts";
import { ADA, type Rig, startRig } from "../../emulators/telegram/testing/rig.ts";
import { type MigratedStore, startMigratedStore } from "../../lib/store/migrated-store.ts";

const command = fileURLToPath(new URL("../../../functions/cli/stars-check.ts", import.meta.url));
const ada = ADA as UserId;
const SIGNING_KEY = "a key for signing";

let db: MigratedStore;
let rig: Rig;
beforeAll(async () => {
  db = await startMigratedStore();
  rig = await startRig();
});
afterAll(async () => {
  await rig.telegram.stop();
  await db.postgres.stop();
});

function run(...args: string[]) {
  const { databaseUrl: DATABASE_URL, fetchEndpoint: NEON_FETCH_ENDPOINT } = db.postgres;
  const { token: TELEGRAM_BOT_TOKEN, apiRoot: TELEGRAM_API_ROOT } = rig.telegram;
  const bot = { TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT, SIGNING_KEY };
  const env = { ...process.env, DATABASE_URL, NEON_FETCH_ENDPOINT, ...bot };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], { env }, (_, out, errors) => {
      resolve({ exitCode: child.exitCode, out, errors });
    });
  });
}

let heard = 0;

async function nextCheckout(): Promise<string> {
  for (;;) {
    for (const update of await rig.api.getUpdates({ offset: heard, timeout: 5 })) {
      heard = update.update_id + 1;
      if (update.pre_checkout_query) return update.pre_checkout_query.id;
    }
  }
}

/** Ada pays, and the bot never hears of it. */
async function payUnheard(payload: string): Promise<string> {
  const prices = [{ label: "50 Stars", amount: 50 }];
  const invoice = await rig.api.sendInvoice(ADA, "Balance", "For answers", payload, "XTR", prices);
  const messageId = invoice.message_id;
  const paying = rig.sim<{ chargeId: string }>("/payments", {
    chatId: ADA,
    messageId,
    userId: ADA,
  });
  const query = await nextCheckout();
  await rig.api.answerPreCheckoutQuery(query, true);
  return (await paying).chargeId;
}

test("a payment that was never told is found, credited once, and taken back when it was refunded", async () => {
  const invoice = { userId: ada, stars: 50, creditedNanoUsd: nanoUsd(325_000_000), issuedAtMs: 0 };
  const payload = await signInvoice(await invoiceKey(SIGNING_KEY), invoice);
  const chargeId = await payUnheard(payload);
  const missing = `missing credit: 50 Stars of user ${ADA}, ${chargeId}`;
  expect(await run()).toEqual({ exitCode: 1, out: `${missing}\n`, errors: "" });
  expect(await run("--mend")).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^missing credit: .* → credited \$0\.32.*\n$/),
  });
  expect(await run("--mend")).toEqual({ exitCode: 0, out: "", errors: "" });
  expect(await readBalance(db.store, ada)).toMatchObject({ balanceNanoUsd: 325_000_000 });

  await rig.api.refundStarPayment(ADA, chargeId);
  expect(await run("--mend")).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^missing debit: .* → took back \$0\.32.*\n$/),
  });
  expect(await run()).toEqual({ exitCode: 0, out: "", errors: "" });
  expect(await readBalance(db.store, ada)).toMatchObject({ balanceNanoUsd: 0, ledgerSeq: 2 });
});

test("what no invoice of ours was paid for is left to a person", async () => {
  const chargeId = await payUnheard(`1.${ADA}.50.999999999.0.${"0".repeat(64)}`);
  const missing = `missing credit: 50 Stars of user ${ADA}, ${chargeId}\n`;
  expect(await run("--mend")).toEqual({ exitCode: 1, out: missing, errors: "" });
  expect(await readBalance(db.store, ada)).toMatchObject({ balanceNanoUsd: 0 });
});
