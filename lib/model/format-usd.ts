/** An amount as its reader writes it: `$1.25`, `1,25 $`. */
import { knownLocale } from "./known-locale.ts";
import { type NanoUsd, nanoUsdPerUsd } from "./money.ts";

/**
 * Two to four decimals, or as many as two digits of a small amount need: what is not zero never reads
 * as zero. Rounded for the eye only. `locale` as Telegram reports it; English where it is no locale.
 */
export function formatUsd(amount: NanoUsd, locale: string): string {
  const format = new Intl.NumberFormat(knownLocale(locale), {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
    minimumSignificantDigits: 1,
    maximumSignificantDigits: 2,
    roundingPriority: "morePrecision",
  });
  return format.format(amount / nanoUsdPerUsd);
}
