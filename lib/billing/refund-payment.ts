/**
 * A payment is given back in three steps: the amount is set aside, Telegram returns the Stars, the ledger has
 * it. Stopped anywhere it can be taken up again, and nobody ends up short: only Telegram's no ends it.
 */
import type { UserId } from "../model/ids.ts";
import type { NanoUsd } from "../model/money.ts";
import { type Payment, refundWindowMs } from "../model/payment.ts";
import { abandonRefund } from "../store/payments/end-refund.ts";
import { findPayment } from "../store/payments/find-payment.ts";
import { openRefund } from "../store/payments/open-refund.ts";
import { bookRefund, type RefundPorts } from "./book-refund.ts";
import { refundEntry } from "./ledger-entries.ts";

export type RefundAsked = {
  readonly chargeId: string;
  readonly askerId: UserId;
  /** May give back what others paid. */
  readonly isAdmin: boolean;
};

export type RefundEnd =
  | { readonly kind: "refunded"; readonly payment: Payment; readonly balanceNanoUsd: NanoUsd }
  /** Neither found, nor anybody else's business. */
  | { readonly reason: "unknown" }
  | { readonly reason: "too_old"; readonly payment: Payment }
  | {
      readonly reason: "insufficient_balance";
      readonly payment: Payment;
      readonly balanceNanoUsd: NanoUsd | null;
    }
  /** Telegram said no: everything is as before. */
  | { readonly reason: "refused"; readonly payment: Payment; readonly description: string }
  /** Telegram's answer was lost: the refund stays open and is to be taken up again. */
  | { readonly reason: "under_way"; readonly payment: Payment };

/** Rejects where Postgres or the account did not answer; asked again it goes on where it stood. */
export async function refundPayment(ports: RefundPorts, asked: RefundAsked): Promise<RefundEnd> {
  const payment = await findPayment(ports.store, asked.chargeId);
  if (!payment || (payment.userId !== asked.askerId && !asked.isAdmin))
    return { reason: "unknown" };
  if (payment.state === "refunded") return refundedAlready(ports, payment);
  const isOld = ports.clock.now() - payment.paidAtMs > refundWindowMs;
  if (payment.state === "paid" && isOld) return { reason: "too_old", payment };
  await ports.noteRefund(payment.chargeId);
  const account = ports.accountOf(payment.userId);
  const { key } = refundEntry(payment);
  const aside = await account.setAside(payment.userId, key, payment.creditedNanoUsd);
  // A refund that is open already has its amount, whatever the account knows of it.
  if ("reason" in aside && payment.state === "paid") return tooLittle(ports, payment);
  const opened = await openRefund(ports.store, { ...asked, nowMs: ports.clock.now() });
  if ("kind" in opened || opened.reason === "pending") return askTelegram(ports, payment);
  await account.drop(key);
  if (opened.reason === "refunded") return refundedAlready(ports, payment);
  if (opened.reason === "too_old") return { reason: "too_old", payment };
  return opened.reason === "insufficient_balance"
    ? tooLittle(ports, payment)
    : { reason: "unknown" };
}

/** Of a refund that is open: Telegram is asked (again), and its answer booked. */
export async function askTelegram(ports: RefundPorts, payment: Payment): Promise<RefundEnd> {
  const { userId, chargeId } = payment;
  const answer = await ports.returnStars(userId, chargeId);
  if (answer.kind === "unknown") return { reason: "under_way", payment };
  if (answer.kind === "refused") {
    await abandonRefund(ports.store, chargeId);
    await ports.accountOf(userId).drop(refundEntry(payment).key);
    return { reason: "refused", payment, description: answer.description };
  }
  const { receipt } = await bookRefund(ports, payment, ports.clock.now());
  return { kind: "refunded", payment, balanceNanoUsd: receipt.balanceNanoUsd };
}

/**
 * Of a refund that is not open: what died before `leftBeforeMs` may have left its amount set aside, or the account
 * unaware. What was set aside since stays, for whoever asks may be at work: false then, to be cleared away later.
 */
export async function clearAway(
  ports: RefundPorts,
  payment: Payment,
  leftBeforeMs: number,
): Promise<boolean> {
  if (payment.state !== "refunded")
    return ports.accountOf(payment.userId).dropLeftBehind(refundEntry(payment).key, leftBeforeMs);
  await refundedAlready(ports, payment);
  return true;
}

async function refundedAlready(ports: RefundPorts, payment: Payment): Promise<RefundEnd> {
  // Booked already: the account hears of it, also where it died before it could.
  const balanceNanoUsd = await ports.accountOf(payment.userId).credit(refundEntry(payment));
  return { kind: "refunded", payment, balanceNanoUsd };
}

async function tooLittle({ accountOf }: RefundPorts, payment: Payment): Promise<RefundEnd> {
  const { balanceNanoUsd } = await accountOf(payment.userId).balance(payment.userId);
  return { reason: "insufficient_balance", payment, balanceNanoUsd };
}
