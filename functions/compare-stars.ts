/** Cron, once a day: are our payments those that Telegram knows? Postgres is asked only where Telegram has something new. */
import { compareStars, describeDifference } from "../lib/billing/compare-stars.ts";
import { AppError } from "../lib/model/app-error.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { readAllPayments } from "../lib/store/payments/find-payment.ts";
import { starMovements } from "../lib/telegram/star-transactions.ts";
import { alertOperator } from "./alert-operator.ts";
import type { Surroundings } from "./store-update.ts";

/** Holds the day of the last look, and how many movements Telegram had when all was well. */
const mark = "ledger/stars";
/** What is younger may still be on its way. */
const settlingMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;

export async function compareStarsDaily({ env, services }: Surroundings): Promise<void> {
  const today = String(Math.floor(services.clock.now() / dayMs));
  const [day, known] = ((await (await env.FILES.get(mark))?.text()) ?? "").split(" ");
  if (day === today) return;
  try {
    const agreed = await agreedMovements(services, Number(known ?? 0));
    if (agreed !== null) await env.FILES.put(mark, `${today} ${agreed}`);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    services.log.warn("stars.uncompared", { ...describeError(thrown) });
  }
}

/**
 * How many movements both sides agree on; where they do not, or the newest are not over, as many as before,
 * so that the next day looks again. Null where Telegram does not say: then the next tick asks.
 */
async function agreedMovements(
  services: Surroundings["services"],
  known: number,
): Promise<number | null> {
  const { botApi, store, log, clock } = services;
  const answer = await starMovements(botApi);
  if (answer.kind !== "ok") {
    log.warn("stars.uncompared", { reason: answer.description });
    return null;
  }
  const movements = answer.value;
  if (movements.length === known) return known;
  const untilMs = clock.now() - settlingMs;
  const differences = compareStars(await readAllPayments(store), movements, untilMs);
  log.info("stars.compared", { movements: movements.length, differences: differences.length });
  for (const each of differences) log.error("stars.differ", { what: describeDifference(each) });
  const [first] = differences;
  if (first !== undefined)
    await alertOperator(services, { kind: "stars_differ", reason: describeDifference(first) });
  const isSettled = movements.every(({ atMs }) => atMs <= untilMs);
  return first === undefined && isSettled ? movements.length : known;
}
