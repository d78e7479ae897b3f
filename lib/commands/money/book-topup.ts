/** An admin's /topup, booked once per command, however often it is tried. */
import { topupEntry } from "../../billing/ledger-entries.ts";
import { exactUsd } from "../../model/exact-usd.ts";
import type { MoneyOutcome } from "../../model/money-outcome.ts";
import type { MoneyTask } from "../../model/money-task.ts";
import { describeError } from "../../ops/describe-error.ts";
import { findUser } from "../../store/find-user.ts";
import { adminWords } from "../../words/admin.ts";
import { type MoneyAsked, say } from "./money-asked.ts";

type Topup = Extract<MoneyTask, { readonly kind: "topup" }>;

/** Tried for so long: what was sent again behind it would be another top-up. */
const patienceMs = 60_000;

export async function bookTopup(
  { ports, inbound }: MoneyAsked,
  { whom, amountNanoUsd }: Topup,
): Promise<MoneyOutcome> {
  const { from, updateId } = inbound;
  try {
    const userId = await findUser(ports.store, whom);
    if (userId === null) return say(adminWords.unknownUser);
    const entry = topupEntry({ userId, updateId, adminId: from.id, amountNanoUsd });
    const balanceNanoUsd = await ports.accountOf(userId).credit(entry);
    const booked = exactUsd(amountNanoUsd);
    return say(adminWords.booked(booked, String(userId), exactUsd(balanceNanoUsd)));
  } catch (thrown) {
    ports.log.warn("money.topup_failed", { update: updateId, ...describeError(thrown) });
    return { kind: "again", patienceMs, giveUp: adminWords.notBooked };
  }
}
