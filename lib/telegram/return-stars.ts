/** Gives Stars back to who paid them (Bot API, refundStarPayment), and says what became of it. */
import type { UserId } from "../model/ids.ts";
import type { StarsReturn } from "../model/stars-return.ts";
import { type BotApi, call } from "./bot-api.ts";

/** Already returned is returned, whoever did it: asking twice is safe. */
export async function returnStars(
  api: BotApi,
  userId: UserId,
  chargeId: string,
): Promise<StarsReturn> {
  const answer = await call(
    api.refundStarPayment({ user_id: userId, telegram_payment_charge_id: chargeId }),
  );
  if (answer.kind === "ok") return { kind: "returned" };
  const { description } = answer;
  // What is no bad request says nothing of the payment: too many calls, a token that was changed.
  if (answer.kind === "unknown" || answer.code !== 400) return { kind: "unknown", description };
  const already = /CHARGE_ALREADY_REFUNDED/.test(description);
  return already ? { kind: "returned" } : { kind: "refused", description };
}
