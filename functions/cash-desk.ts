/** What selling for Stars needs: the key that signs invoices, and what of a Star reaches its buyer. */
import type { CashDesk } from "../lib/billing/credit-for-payment.ts";
import { invoiceKey } from "../lib/billing/invoice-payload.ts";
import { starsTerms } from "../lib/billing/stars.ts";
import { AppError } from "../lib/model/app-error.ts";
import { botIdentity } from "./bot-identity.ts";
import type { Services } from "./compose.ts";

const keys = new WeakMap<Services, CryptoKey>();

/** Null where no SIGNING_KEY is set: then nothing is sold. */
export async function invoiceKeyOf(services: Services): Promise<CryptoKey | null> {
  const { SIGNING_KEY: secret } = services.config;
  if (secret === undefined) return null;
  const key = keys.get(services) ?? (await invoiceKey(secret));
  keys.set(services, key);
  return key;
}

/** Throws AppError: without Telegram's word on topics no price can be told; or where the margin leaves the buyer nothing. */
export async function cashDesk(services: Services): Promise<CashDesk> {
  const { STARS_MARGIN: margin } = services.config;
  const { hasTopics: threadedMode } = await botIdentity(services);
  const terms = starsTerms({ margin, threadedMode });
  if ("reason" in terms)
    throw new AppError("config_invalid", `STARS_MARGIN of ${margin} leaves the buyer nothing`, {
      retry: { kind: "never" },
      blame: "us",
    });
  return { key: await invoiceKeyOf(services), terms };
}
