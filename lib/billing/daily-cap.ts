/**
 * What all users together may cost on a day of UTC. One account counts for all: every other tells it what its
 * own day has cost, behind each settling, and hears whether the cap is reached. So nobody's turn waits for it, and
 * a user who was silent for a while may begin one turn more than the cap allows.
 */
import type { AccountJournal } from "../journal/account/account-journal.ts";
import type { UserId } from "../model/ids.ts";
import { describeError } from "../ops/describe-error.ts";
import type { AccountPorts } from "./account-ports.ts";

const dayMs = 24 * 60 * 60 * 1000;

export class DailyCap {
  readonly #journal: AccountJournal;
  readonly #ports: AccountPorts;

  constructor(journal: AccountJournal, ports: AccountPorts) {
    this.#journal = journal;
    this.#ports = ports;
  }

  /** As far as this account has heard; asked again behind, where that is long ago. */
  isReached(userId: UserId): boolean {
    const { rules, clock, inBackground } = this.#ports;
    if (rules.dailyCapNanoUsd === null) return false;
    const nowMs = clock.now();
    const heard = this.#journal.facts.get("dailyCap");
    if (!heard || nowMs - heard.atMs > rules.staleAfterMs) inBackground(this.report(userId));
    return heard?.day === dayOf(nowMs) && heard.isReached;
  }

  /** Never rejects. */
  async report(userId: UserId): Promise<void> {
    const { rules, clock, log, reportSpending } = this.#ports;
    if (rules.dailyCapNanoUsd === null) return;
    const atMs = clock.now();
    const day = dayOf(atMs);
    const amountNanoUsd = this.#journal.charges.spentSinceNanoUsd(dayStartMs(atMs));
    try {
      const isReached = await reportSpending({ day, userId, amountNanoUsd });
      this.#journal.facts.put("dailyCap", { day, isReached, atMs });
    } catch (thrown) {
      log.warn("account.spending_unreported", { user: userId, ...describeError(thrown) });
    }
  }
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

export function dayStartMs(atMs: number): number {
  return dayOf(atMs) * dayMs;
}

export function msToNextDay(atMs: number): number {
  return dayMs - (atMs % dayMs);
}
