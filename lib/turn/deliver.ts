/** Makes the answer real messages, each part once; what cannot be sent now is left to a later attempt. */
import type { Answer, SentPart } from "../model/turn-state.ts";
import { placeOf } from "../telegram/place.ts";
import { sendPart } from "../telegram/send-part.ts";
import { type Desk, proceed, type TurnEnd, type TurnOrder } from "./desk.ts";
import type { TurnServices } from "./run-turn.ts";

export type Delivery = {
  readonly order: TurnOrder;
  readonly answer: Answer;
  readonly desk: Desk;
  readonly services: TurnServices;
};

/** Where Telegram gave no answer, it is asked again after this long. */
const unknownOutcomeMs = 2000;

export async function deliver(delivery: Delivery): Promise<TurnEnd> {
  for (const part of delivery.answer.parts.keys()) {
    const before = delivery.order.sent.find((sent) => sent.part === part);
    if (before?.messageIds) continue;
    const end = await deliverPart(delivery, part, before);
    if (end) return end;
  }
  return { kind: "delivered" };
}

async function deliverPart(
  delivery: Delivery,
  part: number,
  before: SentPart | undefined,
): Promise<TurnEnd | null> {
  const { order, answer, desk, services } = delivery;
  const markdown = answer.parts[part]?.markdown ?? "";
  const about = { turn: order.turnId, attempt: order.attempt, part };
  // Sent before, and the answer was lost: Telegram may have it already, and nobody can know (faults F72).
  if (before) services.log.warn("telegram.ambiguous_send", about);

  await proceed(desk.announce(order.attempt, { kind: "send", part }));
  const sent = await sendPart(services.botApi, placeOf(order.thread), markdown);
  if (sent.kind === "ok") {
    await proceed(desk.sent(order.attempt, part, sent.value));
    return null;
  }
  services.log.warn("telegram.send_failed", { ...about, reason: sent.description });
  if (sent.kind === "unknown")
    return { kind: "deferred", afterMs: unknownOutcomeMs, ambiguous: true };
  if (sent.code === 429)
    return { kind: "deferred", afterMs: sent.retryAfterMs ?? unknownOutcomeMs, ambiguous: false };
  return { kind: "undeliverable", reason: `${sent.code} ${sent.description}` };
}
