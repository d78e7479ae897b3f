/** Makes the answer real messages, each part once; what cannot be sent now is left to a later attempt. */
import type { ChatId } from "../model/ids.ts";
import type { Answer } from "../model/turn-state.ts";
import type { Answered } from "../telegram/bot-api.ts";
import { type Place, placeOf } from "../telegram/place.ts";
import { placeInstead } from "../telegram/place-instead.ts";
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
  const { order, desk, services } = delivery;
  let { parts } = delivery.answer;
  let place = placeOf(order.thread);
  for (let index = 0; index < parts.length; ) {
    const part = parts[index];
    if (!part || isSent(order, index)) {
      index += 1;
      continue;
    }
    await announce(delivery, index);
    const outcome = await sendPart(services.botApi, place, part);
    if (outcome.kind === "unformatted") {
      parts = parts.toSpliced(index, 1, ...outcome.parts);
      await proceed(desk.replan(order.attempt, parts));
    } else if (outcome.kind === "ok") {
      const sent = { part: index, messageIds: [outcome.value], ...strangeChat(order, place) };
      await proceed(desk.sent(order.attempt, sent));
      index += 1;
    } else {
      // The topic or the group is gone, its people are not: this part and those after it follow them.
      const elsewhere = placeInstead(outcome, place);
      if (!elsewhere) return failed(delivery, index, outcome);
      place = elsewhere;
    }
  }
  return { kind: "delivered" };
}

function isSent({ sent }: TurnOrder, index: number): boolean {
  return sent.some((known) => known.part === index && known.messageIds !== null);
}

/** Where the part went, if that is not the thread's own chat. */
function strangeChat({ thread }: TurnOrder, { chat_id }: Place): { readonly chatId?: ChatId } {
  return chat_id === thread.chatId ? {} : { chatId: chat_id as ChatId };
}

async function announce({ order, desk, services }: Delivery, part: number): Promise<void> {
  // Sent before, and the answer was lost: Telegram may have it already, and nobody can know (faults F72).
  if (order.sent.some((known) => known.part === part)) {
    const { turnId: turn, attempt } = order;
    services.log.warn("telegram.ambiguous_send", { turn, attempt, part });
  }
  await proceed(desk.announce(order.attempt, { kind: "send", part }));
}

function failed(
  { order, services }: Delivery,
  part: number,
  outcome: Exclude<Answered<unknown>, { kind: "ok" }>,
): TurnEnd {
  const { turnId: turn, attempt } = order;
  const reason = outcome.description;
  services.log.warn("telegram.send_failed", { turn, attempt, part, reason });
  if (outcome.kind === "unknown")
    return { kind: "deferred", afterMs: unknownOutcomeMs, ambiguous: true };
  if (outcome.code === 429)
    return {
      kind: "deferred",
      afterMs: outcome.retryAfterMs ?? unknownOutcomeMs,
      ambiguous: false,
    };
  return { kind: "undeliverable", reason: `${outcome.code} ${reason}` };
}
