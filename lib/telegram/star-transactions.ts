/** What Telegram's own books say of this bot's Stars (Bot API, getStarTransactions): the one place that reads them. */
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import type { StarMovement } from "../model/payment.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";

export type StarTransaction = {
  readonly atMs: number;
  /** Null for withdrawals, gifts and adverts: nothing of our books. */
  readonly movement: StarMovement | null;
};

/** The most that Telegram gives at once. */
export const transactionsAtOnce = 100;

const partner = z.object({
  type: z.literal("user"),
  transaction_type: z.literal("invoice_payment"),
  user: z.object({ id: z.int() }),
  invoice_payload: z.string().default(""),
});

const transaction = z.looseObject({
  id: z.string(),
  amount: z.int(),
  date: z.int(),
  source: partner.optional().catch(undefined),
  receiver: partner.optional().catch(undefined),
});

/** One page, from the oldest on, `offset` of them left out. */
export async function starTransactions(
  api: BotApi,
  offset: number,
): Promise<Answered<readonly StarTransaction[]>> {
  const answer = await call(api.getStarTransactions({ offset, limit: transactionsAtOnce }));
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", value: z.array(transaction).parse(answer.value.transactions).map(read) };
}

/** All there ever were, page by page. */
export async function starMovements(api: BotApi): Promise<Answered<readonly StarMovement[]>> {
  const movements: StarMovement[] = [];
  for (let offset = 0; ; offset += transactionsAtOnce) {
    const page = await starTransactions(api, offset);
    if (page.kind !== "ok") return page;
    movements.push(...page.value.flatMap(({ movement }) => movement ?? []));
    if (page.value.length < transactionsAtOnce) return { kind: "ok", value: movements };
  }
}

function read({ id, amount, date, ...sides }: z.infer<typeof transaction>): StarTransaction {
  const atMs = date * 1000;
  const side = sides.source ?? sides.receiver;
  if (!side) return { atMs, movement: null };
  const movement: StarMovement = {
    kind: sides.source ? "payment" : "refund",
    chargeId: id,
    userId: side.user.id as UserId,
    stars: amount,
    invoicePayload: side.invoice_payload,
    atMs,
  };
  return { atMs, movement };
}
