/** Stars have come: they are credited once to who paid, however often Telegram says so, before anybody is told. */
import type { AccountDesk } from "../model/account.ts";
import type { UserId } from "../model/ids.ts";
import type { Receipt } from "../model/receipt.ts";
import type { StarsReport } from "../model/stars-report.ts";
import type { Store } from "../store/open-store.ts";
import { recordPayment } from "../store/payments/record-payment.ts";
import { type CashDesk, creditForPayment, type PaymentCredit } from "./credit-for-payment.ts";
import { paymentEntry } from "./ledger-entries.ts";

export type PaymentPorts = {
  readonly store: Store;
  readonly accountOf: (userId: UserId) => Pick<AccountDesk, "credit" | "welcome">;
  /** Durable before money moves: by it cron knows that the books have to be looked at. */
  readonly noteMove: () => Promise<void>;
};

export type Taken =
  | {
      readonly kind: "taken";
      /** False where the books knew it. */
      readonly applied: boolean;
      readonly receipt: Receipt;
      /** `conflict`: the books know the id as another's payment, or of another amount; what they have stays. */
      readonly doubt: PaymentCredit["doubt"] | "conflict";
    }
  | { readonly reason: "not_stars" };

/** Rejects where Postgres did not take it: then Telegram must say it again. */
export async function takePayment(
  { store, accountOf, noteMove }: PaymentPorts,
  desk: CashDesk,
  report: StarsReport,
): Promise<Taken> {
  const credit = await creditForPayment(desk, report);
  if (credit === null) return { reason: "not_stars" };
  const { payerId: userId, chargeId, totalAmount: stars, payload, atMs } = report;
  const { creditedNanoUsd } = credit;
  const entry = paymentEntry({ userId, chargeId, stars, creditedNanoUsd });
  const booked = { entry, stars, invoicePayload: payload, paidAtMs: atMs };
  await noteMove();
  // Else the starter balance would come after the payment, and be missing from its receipt.
  await accountOf(userId).welcome(userId);
  const { applied, conflict } = await recordPayment(store, booked);
  // Booked already: this is how the account hears of it.
  const balanceNanoUsd = await accountOf(userId).credit(entry);
  const amountNanoUsd = conflict?.amountNanoUsd ?? creditedNanoUsd;
  const receipt: Receipt = { event: "paid", chargeId, stars, amountNanoUsd, balanceNanoUsd };
  return { kind: "taken", applied, receipt, doubt: conflict ? "conflict" : credit.doubt };
}
