/** Stars have gone back: the ledger and the payer's account have it, whoever gave them back. */
import type { AccountDesk } from "../model/account.ts";
import type { Clock } from "../model/clock.ts";
import type { UserId } from "../model/ids.ts";
import type { NanoUsd } from "../model/money.ts";
import type { Payment } from "../model/payment.ts";
import type { Receipt } from "../model/receipt.ts";
import type { StarsReturn } from "../model/stars-return.ts";
import type { Store } from "../store/open-store.ts";
import { closeRefund } from "../store/payments/end-refund.ts";
import { refundEntry } from "./ledger-entries.ts";

export type RefundPorts = {
  readonly clock: Clock;
  readonly store: Store;
  readonly accountOf: (
    userId: UserId,
  ) => Pick<AccountDesk, "balance" | "credit" | "drop" | "dropLeftBehind" | "setAside">;
  /** Durable before money moves: by it cron knows that the books have to be looked at. */
  readonly noteMove: () => Promise<void>;
  /** Durable before a refund opens: whoever finds it left open takes it up by this. */
  readonly noteRefund: (chargeId: string) => Promise<void>;
  readonly returnStars: (userId: UserId, chargeId: string) => Promise<StarsReturn>;
};

export type BookedRefund = {
  /** False where the books knew it. */
  readonly applied: boolean;
  readonly receipt: Receipt;
};

/** Rejects where Postgres did not take it; to be tried again. */
export async function bookRefund(
  { store, accountOf, noteMove }: Pick<RefundPorts, "store" | "accountOf" | "noteMove">,
  payment: Payment,
  refundedAtMs: number,
): Promise<BookedRefund> {
  await noteMove();
  const entry = refundEntry(payment);
  const closed = await closeRefund(store, { chargeId: payment.chargeId, entry, refundedAtMs });
  const balanceNanoUsd = await accountOf(payment.userId).credit(entry);
  const receipt = refundReceipt(payment, balanceNanoUsd);
  return { applied: closed?.applied ?? false, receipt };
}

/** What its payer is told of a refund that is booked. */
export function refundReceipt(payment: Payment, balanceNanoUsd: NanoUsd): Receipt {
  const { chargeId, stars, creditedNanoUsd: amountNanoUsd } = payment;
  return { event: "refunded", chargeId, stars, amountNanoUsd, balanceNanoUsd };
}
