/** Telegram Stars: sendInvoice, answerPreCheckoutQuery, refundStarPayment, getStarTransactions, getMyStarBalance. */
import type { Message, StarTransaction } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { Emulator } from "../emulator.ts";
import { apiUser } from "../world/api-objects.ts";
import { postMessage } from "../world/post-message.ts";
import { richKey } from "../world/snapshot.ts";
import type { StarPayment } from "../world/star-ledger.ts";
import { bool, int, json, sending } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { announce, sendAsBot } from "./send.ts";
import { resolveChat } from "./target.ts";

const MAX_STARS = 100_000;

const price = z.object({ label: z.string().min(1), amount: z.int() });

const invoiceFields = z.object({
  ...sending,
  title: z.string().default(""),
  description: z.string().default(""),
  payload: z.string().default(""),
  provider_token: z.string().default(""),
  currency: z.string().default(""),
  prices: json(z.array(price)),
});
type InvoiceInput = z.output<typeof invoiceFields>;

const sendInvoice = defineMethod("sendInvoice", invoiceFields, (emulator, input) => {
  const chat = resolveChat(emulator.world, input.chat_id);
  const amount = checkInvoice(input);
  const { title, description, currency, payload } = input;
  const invoice = { title, description, start_parameter: "", currency, total_amount: amount };
  const message = sendAsBot(emulator, input, { chat, content: { invoice } });
  emulator.world.stars.putInvoice(richKey(message), { payload, amount });
  return message;
});

/** The amount in Stars. Only Stars are known here: no provider, one price [sendInvoice doc]. */
function checkInvoice(input: InvoiceInput): number {
  if (input.title.length < 1 || input.title.length > 32) throw badRequest("INVOICE_TITLE_INVALID");
  const length = input.description.length;
  if (length < 1 || length > 255) throw badRequest("INVOICE_DESCRIPTION_INVALID");
  const payloadBytes = Buffer.byteLength(input.payload);
  if (payloadBytes < 1 || payloadBytes > 128) throw badRequest("INVOICE_PAYLOAD_INVALID");
  if (input.provider_token !== "") throw badRequest("PAYMENT_PROVIDER_INVALID");
  if (input.currency !== "XTR") throw badRequest("CURRENCY_INVALID");
  const [only] = input.prices;
  if (only === undefined || input.prices.length > 1) throw badRequest("STARS_INVOICE_INVALID");
  const isPayable = only.amount >= 1 && only.amount <= MAX_STARS;
  if (!isPayable) throw badRequest("CURRENCY_TOTAL_AMOUNT_INVALID");
  return only.amount;
}

const answerPreCheckoutQuery = defineMethod(
  "answerPreCheckoutQuery",
  z.object({
    pre_checkout_query_id: z.string(),
    ok: bool,
    error_message: z.string().optional(),
  }),
  ({ world }, input) => {
    const error = input.ok ? null : (input.error_message ?? "");
    if (error === "") throw badRequest("error_message must be non-empty");
    if (world.checkouts.answer(input.pre_checkout_query_id, { error }) === null) {
      throw badRequest("query is too old and response timeout expired or query ID is invalid");
    }
    return true;
  },
);

const refundStarPayment = defineMethod(
  "refundStarPayment",
  z.object({ user_id: int, telegram_payment_charge_id: z.string() }),
  (emulator, input) => {
    const { world } = emulator;
    const payment = world.stars.payment(input.telegram_payment_charge_id);
    if (payment?.userId !== input.user_id) throw badRequest("CHARGE_NOT_FOUND");
    if (payment.refundedAtSeconds !== null) throw badRequest("CHARGE_ALREADY_REFUNDED");
    const refundedAtSeconds = Math.floor(world.now() / 1000);
    world.stars.putPayment({ ...payment, refundedAtSeconds });
    postRefund(emulator, payment);
    return true;
  },
);

/** The payer's chat shows a service message, which the bot also receives. */
function postRefund(emulator: Emulator, payment: StarPayment): void {
  const { world } = emulator;
  const user = world.users.get(payment.userId);
  const chat = world.chats.get(payment.userId);
  if (user === undefined || chat === undefined) return;
  const refunded_payment: NonNullable<Message["refunded_payment"]> = {
    currency: "XTR",
    total_amount: payment.amount,
    invoice_payload: payment.payload,
    telegram_payment_charge_id: payment.chargeId,
  };
  const message = postMessage(world, { chat, from: apiUser(user), content: { refunded_payment } });
  announce(emulator, "message", message);
  emulator.updates.add({ message });
}

const getStarTransactions = defineMethod(
  "getStarTransactions",
  z.object({ offset: int.default(0), limit: int.default(100) }),
  (emulator, { offset, limit }) => {
    const { stars } = emulator.world;
    const all = stars
      .payments()
      .flatMap((payment) => transactionsOf(emulator, payment))
      .sort((one, other) => one.date - other.date);
    return { transactions: all.slice(offset, offset + Math.min(Math.max(limit, 1), 100)) };
  },
);

/** A payment, and its refund under the same id going the other way. */
function transactionsOf({ world }: Emulator, payment: StarPayment): StarTransaction[] {
  const user = world.users.get(payment.userId);
  if (user === undefined) return [];
  const { chargeId: id, amount, payload: invoice_payload } = payment;
  const partner = {
    type: "user" as const,
    transaction_type: "invoice_payment" as const,
    user: apiUser(user),
    invoice_payload,
  };
  const paid: StarTransaction = { id, amount, date: payment.paidAtSeconds, source: partner };
  const date = payment.refundedAtSeconds;
  return date === null ? [paid] : [paid, { id, amount, date, receiver: partner }];
}

const getMyStarBalance = defineMethod("getMyStarBalance", z.object({}), ({ world }) => {
  const kept = world.stars.payments().filter((payment) => payment.refundedAtSeconds === null);
  return { amount: kept.reduce((sum, payment) => sum + payment.amount, 0) };
});

export const paymentMethods: readonly Method[] = [
  sendInvoice,
  answerPreCheckoutQuery,
  refundStarPayment,
  getStarTransactions,
  getMyStarBalance,
];
