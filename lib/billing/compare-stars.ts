/** Our payments beside Telegram's: what was paid or given back and never came into our books, and the other way round. */
import type { Payment, StarMovement } from "../model/payment.ts";

export type StarDifference =
  /** Telegram took the Stars, and nobody was credited. */
  | { readonly kind: "missing_credit"; readonly movement: StarMovement }
  /** Telegram gave them back, and the credit stayed. */
  | { readonly kind: "missing_debit"; readonly movement: StarMovement; readonly payment: Payment }
  /** The credit was taken, and Telegram still has the Stars. */
  | { readonly kind: "missing_refund"; readonly payment: Payment }
  /** A refund was begun and neither given nor refused. */
  | { readonly kind: "open_refund"; readonly payment: Payment }
  /** Another payer or another number of Stars than Telegram says. */
  | { readonly kind: "differing"; readonly movement: StarMovement; readonly payment: Payment }
  /** We credited what Telegram never heard of. */
  | { readonly kind: "unknown_to_telegram"; readonly payment: Payment };

/** What happened behind `untilMs` may still be on its way into our books: it is no difference yet. */
export function compareStars(
  payments: readonly Payment[],
  movements: readonly StarMovement[],
  untilMs: number,
): readonly StarDifference[] {
  const isOld = (atMs: number) => atMs <= untilMs;
  const ours = new Map(payments.map((payment) => [payment.chargeId, payment]));
  const paid = byId(movements, "payment");
  const givenBack = byId(movements, "refund");

  const uncredited = [...paid.values()]
    .filter(({ chargeId, atMs }) => !ours.has(chargeId) && isOld(atMs))
    .map((movement) => ({ kind: "missing_credit" as const, movement }));

  const others = payments.flatMap((payment): StarDifference[] => {
    const movement = paid.get(payment.chargeId);
    const refund = givenBack.get(payment.chargeId);
    if (movement === undefined)
      return isOld(payment.paidAtMs) ? [{ kind: "unknown_to_telegram", payment }] : [];
    if (movement.userId !== payment.userId || movement.stars !== payment.stars)
      return [{ kind: "differing", movement, payment }];
    return refundDifference(payment, refund)
      .filter(({ atMs }) => isOld(atMs))
      .map(({ difference }) => difference);
  });
  return [...uncredited, ...others];
}

type Dated = { readonly difference: StarDifference; readonly atMs: number };

function refundDifference(payment: Payment, refund: StarMovement | undefined): Dated[] {
  const { state, refundedAtMs, refundOpenedAtMs } = payment;
  if (refund !== undefined) {
    if (state === "refunded") return [];
    return [
      { difference: { kind: "missing_debit", movement: refund, payment }, atMs: refund.atMs },
    ];
  }
  if (state === "refunded")
    return [{ difference: { kind: "missing_refund", payment }, atMs: refundedAtMs ?? 0 }];
  if (state === "refund_pending")
    return [{ difference: { kind: "open_refund", payment }, atMs: refundOpenedAtMs ?? 0 }];
  return [];
}

function byId(movements: readonly StarMovement[], kind: StarMovement["kind"]) {
  const own = movements.filter((movement) => movement.kind === kind);
  return new Map(own.map((movement) => [movement.chargeId, movement]));
}

/** For operators: ids and figures. */
export function describeDifference(difference: StarDifference): string {
  const about = "payment" in difference ? difference.payment : difference.movement;
  const { chargeId, userId, stars } = about;
  return `${difference.kind.replaceAll("_", " ")}: ${stars} Stars of user ${userId}, ${chargeId}`;
}
