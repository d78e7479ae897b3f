/** Durable Object, one per user: the single writer of this user's money, and the keeper of their places for turns. */
import { DurableObject } from "cloudflare:workers";
import { Account as AccountLogic } from "../lib/billing/account.ts";
import { countSpending } from "../lib/billing/count-spending.ts";
import { type AccountJournal, openAccountJournal } from "../lib/journal/account/account-journal.ts";
import type { DaySpent } from "../lib/journal/account/spending.ts";
import type {
  AccountDesk,
  AccountView,
  Asking,
  Authorization,
  HoldAsked,
  RecordingAdmission,
  RecordingAsked,
  SetAside,
  ToolAdmission,
} from "../lib/model/account.ts";
import type { UserId } from "../lib/model/ids.ts";
import type { LedgerEntry } from "../lib/model/ledger-entry.ts";
import { type NanoUsd, nanoUsdPerUsd, usd } from "../lib/model/money.ts";
import { accountPorts } from "./account-ports.ts";
import { alertOperator } from "./alert-operator.ts";
import { type Services, servicesOf } from "./compose.ts";
import type { Env } from "./env.ts";

export class Account extends DurableObject<Env> implements AccountDesk {
  readonly #journal: AccountJournal;
  readonly #account: AccountLogic;
  readonly #services: Services;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#services = servicesOf(env);
    const transact = <T>(work: () => T) => ctx.storage.transactionSync(work);
    this.#journal = openAccountJournal(ctx.storage.sql, transact);
    this.#account = new AccountLogic(
      this.#journal,
      accountPorts({ ctx, env, services: this.#services }),
    );
  }

  authorize(asking: Asking): Promise<Authorization> {
    return this.#account.authorize(asking);
  }

  admit(asked: HoldAsked): Promise<ToolAdmission> {
    return this.#account.admit(asked);
  }

  admitRecording(asked: RecordingAsked): Promise<RecordingAdmission> {
    return this.#account.admitRecording(asked);
  }

  drop(key: string): Promise<void> {
    return this.#account.drop(key);
  }

  charge(entries: readonly LedgerEntry[]): Promise<void> {
    return this.#account.charge(entries);
  }

  release(ticket: number): Promise<void> {
    return this.#account.release(ticket);
  }

  setAside(userId: UserId, key: string, amountNanoUsd: NanoUsd): Promise<SetAside> {
    return this.#account.setAside(userId, key, amountNanoUsd);
  }

  welcome(userId: UserId): Promise<void> {
    return this.#account.welcome(userId);
  }

  dropLeftBehind(key: string, beforeMs: number): Promise<boolean> {
    return this.#account.dropLeftBehind(key, beforeMs);
  }

  credit(entry: LedgerEntry): Promise<NanoUsd> {
    return this.#account.credit(entry);
  }

  balance(userId: UserId): Promise<AccountView> {
    return this.#account.balance(userId);
  }

  /** Asked only of the one that counts for all: true where the day's cap is reached. */
  countSpending(spent: DaySpent): boolean {
    const { DAILY_SPEND_CAP_USD: capUsd } = this.#services.config;
    if (capUsd === undefined) return false;
    const { isReached, isNews, totalNanoUsd } = countSpending(this.#journal, spent, usd(capUsd));
    if (isNews) {
      const reason = `${totalNanoUsd / nanoUsdPerUsd} of ${capUsd} USD`;
      this.ctx.waitUntil(alertOperator(this.#services, { kind: "daily_cap", reason }));
    }
    return isReached;
  }

  override alarm(): Promise<void> {
    return this.#account.wake();
  }
}
