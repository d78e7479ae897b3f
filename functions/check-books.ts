/**
 * Cron's look at the books. A settlement leaves a mark in R2, one per hour; without a mark Postgres is not
 * asked, and so sleeps while nobody writes.
 */
import { AppError } from "../lib/model/app-error.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { checkLedger } from "../lib/store/check-ledger.ts";
import { alertOperator } from "./alert-operator.ts";
import type { Env } from "./env.ts";
import type { Surroundings } from "./store-update.ts";

const folder = "ledger/moved/";
const hourMs = 60 * 60_000;
/** A refund that is open for as long was left open. */
const settlingMs = 5 * 60_000;
const listed = 50;

/** One write an hour and isolate is enough. */
let markedHour = -1;

/** To be called before money moves or a refund opens: a mark too many costs one check, one too few hides a fault. */
export async function markMoneyMoved({ FILES }: Pick<Env, "FILES">, nowMs: number): Promise<void> {
  const hour = Math.floor(nowMs / hourMs);
  if (hour === markedHour) return;
  await FILES.put(`${folder}${hour}`, "");
  markedHour = hour;
}

/** Looks at everybody whose money moved in hours that are over; what Postgres cannot answer now stays marked. */
export async function checkBooks({ env, services }: Surroundings): Promise<void> {
  const thisHour = Math.floor((services.clock.now() - settlingMs) / hourMs);
  const { objects } = await env.FILES.list({ prefix: folder });
  const hours = objects.map(({ key }) => Number(key.slice(folder.length)));
  const over = hours.filter((hour) => hour < thisHour);
  if (over.length === 0) return;
  try {
    await report(services, Math.min(...over) * hourMs);
    await env.FILES.delete(over.map((hour) => `${folder}${hour}`));
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    services.log.warn("ledger.unchecked", { ...describeError(thrown) });
  }
}

async function report(services: Surroundings["services"], sinceMs: number): Promise<void> {
  const { store, log } = services;
  const { users, operations, problems } = await checkLedger(store, { sinceMs, limit: listed });
  log.info("ledger.checked", { users, operations, problems: problems.length });
  for (const problem of problems) log.error("ledger.wrong", { ...problem });
  const [first] = problems;
  if (first === undefined) return;
  const reason = `User ${first.userId}: ${first.reason.replaceAll("_", " ")} (${first.detail})`;
  await alertOperator(services, { kind: "ledger_wrong", reason });
}
