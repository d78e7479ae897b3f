/** What Telegram's own books say of this bot's Stars (Bot API, getStarTransactions). */
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import type { StarsReport } from "../model/stars-report.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";

export type StarTransaction = {
  /** `other`: withdrawals, gifts, adverts; nothing of our books. */
  readonly kind: "paid" | "returned" | "other";
  readonly atMs: number;
  /** Null for the others. */
  readonly report: StarsReport | null;
};

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

/** From the oldest on, `offset` of them left out. */
export async function starTransactions(
  api: BotApi,
  offset: number,
): Promise<Answered<readonly StarTransaction[]>> {
  const answer = await call(api.getStarTransactions({ offset, limit: transactionsAtOnce }));
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", value: z.array(transaction).parse(answer.value.transactions).map(read) };
}

function read({ id, amount, date, ...sides }: z.infer<typeof transaction>): StarTransaction {
  const atMs = date * 1000;
  const side = sides.source ?? sides.receiver;
  if (!side) return { kind: "other", atMs, report: null };
  const report: StarsReport = {
    payerId: side.user.id as UserId,
    chargeId: id,
    currency: "XTR",
    totalAmount: amount,
    payload: side.invoice_payload,
    atMs,
  };
  return { kind: sides.source ? "paid" : "returned", atMs, report };
}
