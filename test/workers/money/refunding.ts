/** Refunds as tests look at them: the payment's state, Telegram's own books, its faults, and cron. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../../../functions/env.ts";
import { sweep } from "../../../functions/scheduled.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { sim } from "../chat.ts";
import { query } from "../stores.ts";
import type { Paid } from "./till.ts";

/** What 100 Stars are worth: $0.013 each, less 35 % (the emulator's bot has no topics). */
export const hundredNanoUsd = nanoUsd(845_000_000);

export const bindings = env as unknown as Env;

const vars = env as unknown as Record<string, string>;
const bot = `${vars.TELEGRAM_API_ROOT}/bot${vars.TELEGRAM_BOT_TOKEN}`;

export const cron = () => sweep(createScheduledController(), bindings);

type Fault = { kind: string; times?: number; code?: number; description?: string };

/** What goes wrong when Telegram is asked to give Stars back. */
export const faultRefund = (planned: Fault) =>
  sim("telegram", "POST", "/sim/faults", { method: "refundStarPayment", ...planned });

export const noFaults = () => sim("telegram", "DELETE", "/sim/faults");

/** What Telegram's own books say. */
export async function starsReturned({ chargeId }: Paid): Promise<boolean> {
  const response = await fetch(`${bot}/getStarTransactions?limit=100`);
  const { result } = (await response.json()) as {
    result: { transactions: { id: string; receiver?: unknown }[] };
  };
  return result.transactions.some(({ id, receiver }) => id === chargeId && receiver !== undefined);
}

/** Stars go back to the person, and nobody asked the bot. */
export async function returnElsewhere({ chargeId }: Paid, userId: number): Promise<void> {
  await fetch(`${bot}/refundStarPayment`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_id: userId, telegram_payment_charge_id: chargeId }),
  });
}

export async function stateOf({ chargeId }: Paid): Promise<unknown> {
  const [row] = await query(
    "select state from payments where telegram_payment_charge_id = $1",
    chargeId,
  );
  return row?.state;
}
