/**
 * `npm run stars-check [-- --mend]`: our payments of DATABASE_URL beside those that Telegram knows. With
 * `--mend` what Telegram has and we have not is booked. Exit code 1 where a difference is left.
 */
import { parseArgs } from "node:util";
import { compareStars, describeDifference } from "../../lib/billing/compare-stars.ts";
import { invoiceKey } from "../../lib/billing/invoice-payload.ts";
import { openStore } from "../../lib/store/open-store.ts";
import { readAllPayments } from "../../lib/store/payments/find-payment.ts";
import { openBotApi } from "../../lib/telegram/bot-api.ts";
import { starMovements } from "../../lib/telegram/star-transactions.ts";
import { mendDifference } from "./mend-difference.ts";
import { readSettings } from "./settings.ts";

async function main(): Promise<boolean> {
  const { values } = parseArgs({ options: { mend: { type: "boolean", default: false } } });
  const fetchEndpoint = readSettings().NEON_FETCH_ENDPOINT;
  const databaseUrl = setting("DATABASE_URL");
  const store = openStore({ databaseUrl, ...(fetchEndpoint && { fetchEndpoint }) });
  const apiRoot = readSettings().TELEGRAM_API_ROOT || undefined;
  const botApi = openBotApi({ token: setting("TELEGRAM_BOT_TOKEN"), apiRoot });
  const answer = await starMovements(botApi);
  if (answer.kind !== "ok") throw new Error(`Telegram does not say: ${answer.description}`);
  const differences = compareStars(await readAllPayments(store), answer.value, Date.now());
  const key = values.mend ? await invoiceKey(setting("SIGNING_KEY")) : null;
  let left = 0;
  for (const difference of differences) {
    const mended = key === null ? null : await mendDifference({ store, key }, difference);
    if (mended === null) left += 1;
    console.log(`${describeDifference(difference)}${mended === null ? "" : ` → ${mended}`}`);
  }
  if (process.stdout.isTTY)
    console.log(`${answer.value.length} movements of Stars, ${left} differences left`);
  return left === 0;
}

function setting(name: string): string {
  const value = readSettings()[name];
  if (!value) throw new Error(`${name} is missing: set it, or write it to .dev.vars`);
  return value;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : "Comparing Stars failed");
  process.exitCode = 1;
}
