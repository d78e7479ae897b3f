/** Telegram's question before a payment: answered within the webhook and from the invoice alone, whatever else is away. */
import { verifyInvoice } from "../lib/billing/verify-invoice.ts";
import { AppError } from "../lib/model/app-error.ts";
import type { CheckoutProblem, CheckoutQuery } from "../lib/model/checkout.ts";
import { call } from "../lib/telegram/bot-api.ts";
import { wordsFor } from "../lib/words/words.ts";
import { invoiceKeyOf } from "./cash-desk.ts";
import type { Services } from "./compose.ts";
import { isServed } from "./is-served.ts";

/** Rejects where Telegram did not hear it: it waits ten seconds, and asks us again. */
export async function answerCheckout(query: CheckoutQuery, services: Services): Promise<void> {
  const { botApi, log } = services;
  const { queryId: pre_checkout_query_id, payer } = query;
  const problem = await problemOf(query, services);
  const no = problem && wordsFor(payer.languageCode).money.checkout[problem];
  const answer = no === null ? { ok: true } : { ok: false, error_message: no };
  const sent = await call(botApi.answerPreCheckoutQuery({ pre_checkout_query_id, ...answer }));
  log.info("checkout.answered", { user: payer.id, stars: query.totalAmount, problem });
  if (sent.kind === "unknown" || (sent.kind === "refused" && sent.code === 429))
    throw new AppError("telegram_unreachable", `answerPreCheckoutQuery: ${sent.description}`, {
      retry: { kind: "later" },
      blame: "vendor",
    });
  if (sent.kind === "refused") log.warn("checkout.too_late", { reason: sent.description });
}

/** Null where it may be paid. */
async function problemOf(
  { payer, payload, currency, totalAmount }: CheckoutQuery,
  services: Services,
): Promise<CheckoutProblem | null> {
  const { clock, config } = services;
  const key = await invoiceKeyOf(services);
  if (key === null || config.BILLING === "off" || !isServed(payer.id, config)) return "closed";
  const checkout = { payerId: payer.id, currency, totalAmount, nowMs: clock.now() };
  const invoice = await verifyInvoice(key, payload, checkout);
  return "reason" in invoice ? invoice.reason : null;
}
