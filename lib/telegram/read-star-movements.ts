/** What Telegram says was paid to the bot and given back (getStarTransactions), from the first payment on. */
import type { StarTransaction } from "grammy/types";
import type { UserId } from "../model/ids.ts";
import type { StarMovement } from "../model/payment.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";

/** The most that Telegram gives at once. */
const pageSize = 100;

/** In the order of their time, page by page; without what is not between the bot and a payer, as withdrawals. */
export async function readStarMovements(
  botApi: BotApi,
): Promise<Answered<readonly StarMovement[]>> {
  const movements: StarMovement[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await call(botApi.getStarTransactions({ offset, limit: pageSize }));
    if (page.kind !== "ok") return page;
    const { transactions } = page.value;
    movements.push(...transactions.flatMap(movementOf));
    if (transactions.length < pageSize) return { kind: "ok", value: movements };
  }
}

function movementOf({ id, amount, date, source, receiver }: StarTransaction): StarMovement[] {
  const partner = source ?? receiver;
  if (partner?.type !== "user" || partner.transaction_type !== "invoice_payment") return [];
  return [
    {
      kind: source === undefined ? "refund" : "payment",
      chargeId: id,
      userId: partner.user.id as UserId,
      stars: amount,
      invoicePayload: partner.invoice_payload ?? "",
      atMs: date * 1000,
    },
  ];
}
