/** A person pays an invoice with Telegram Stars. */
import { randomUUID } from "node:crypto";
import type { Message, PreCheckoutQuery } from "grammy/types";
import type { PaymentOutcome } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { apiUser } from "../world/api-objects.ts";
import { richKey } from "../world/snapshot.ts";
import type { StarInvoice, StarPayment } from "../world/star-ledger.ts";
import { Refusal } from "./refusal.ts";
import { deliver } from "./speak.ts";
import { chatOf, memberOf, messageOf } from "./who-and-where.ts";

export type Pay = { readonly chatId: number; readonly messageId: number; readonly userId: number };

/** Asks the bot first; only its yes moves Stars, and a bot that is silent for 10 s has said no. */
export async function pay(emulator: Emulator, request: Pay): Promise<PaymentOutcome> {
  const { world, updates } = emulator;
  const chat = chatOf(world, request.chatId);
  const user = memberOf(world, chat, request.userId);
  const invoice = world.stars.invoice(richKey(messageOf(world, chat.id, request.messageId)));
  if (invoice === undefined) throw new Refusal(`Message ${request.messageId} is no invoice`);
  const query: PreCheckoutQuery = {
    id: randomUUID(),
    from: apiUser(user),
    currency: "XTR",
    total_amount: invoice.amount,
    invoice_payload: invoice.payload,
  };
  const answering = world.checkouts.ask(query.id, user.id);
  updates.add({ pre_checkout_query: query });
  const answer = await answering;
  if (answer === null) return { paid: false, error: "The bot did not answer in time" };
  if (answer.error !== null) return { paid: false, error: answer.error };
  const payment = takeStars(emulator, { ...invoice, userId: user.id });
  deliver(emulator, { chat, from: apiUser(user), content: successfulPayment(payment) });
  return { paid: true, chargeId: payment.chargeId };
}

export type TakeStars = StarInvoice & { readonly userId: number };

/** The Stars are gone; the bot has heard nothing of it yet. */
export function takeStars(
  { world }: Emulator,
  { userId, payload, amount }: TakeStars,
): StarPayment {
  const payment: StarPayment = {
    payload,
    amount,
    chargeId: `stx${randomUUID().replaceAll("-", "")}`,
    userId,
    paidAtSeconds: Math.floor(world.now() / 1000),
    refundedAtSeconds: null,
  };
  world.stars.putPayment(payment);
  return payment;
}

function successfulPayment(payment: StarPayment): Partial<Message> {
  return {
    successful_payment: {
      currency: "XTR",
      total_amount: payment.amount,
      invoice_payload: payment.payload,
      telegram_payment_charge_id: payment.chargeId,
      provider_payment_charge_id: "",
    },
  };
}
