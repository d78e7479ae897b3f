/** Telegram's question before a payment, and what it is answered. */
import { expect } from "vitest";
import { post, sim } from "../chat.ts";

let queries = 0;

export type Checkout = {
  readonly payload: string;
  readonly stars: number;
  readonly userId: number;
  readonly currency?: string;
  readonly languageCode?: string;
};

export type CheckoutAnswer = { readonly ok: boolean; readonly error: string };

/** Telegram asks before a payment; what it is answered. */
export async function checkout(asked: Checkout): Promise<CheckoutAnswer> {
  queries += 1;
  const id = `checkout-${asked.userId}-${queries}`;
  const { payload, stars, userId, currency = "XTR", languageCode = "en" } = asked;
  const from = { id: userId, is_bot: false, first_name: "Ada", language_code: languageCode };
  const query = { id, from, currency, total_amount: stars, invoice_payload: payload };
  const response = await post({
    update_id: Date.now() * 1000 + queries,
    pre_checkout_query: query,
  });
  expect(response.status).toBe(200);
  const { calls } = await sim<{ calls: { params: Record<string, unknown> }[] }>(
    "telegram",
    "GET",
    "/sim/calls",
  );
  const answers = calls.filter(({ params }) => params.pre_checkout_query_id === id);
  expect(answers).toHaveLength(1);
  const { ok, error_message: error = "" } = answers[0]?.params ?? {};
  return { ok: String(ok) === "true", error: String(error) };
}
