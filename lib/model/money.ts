/** Money: whole nano-dollars ($1 = 10^9), so that every price is a whole number and every sum is exact (P5). */
declare const brand: unique symbol;

/** May be negative. Always a safe integer, i.e. within ±$9 million. */
export type NanoUsd = number & { readonly [brand]: "NanoUsd" };

export const nanoUsdPerUsd = 1_000_000_000;

/** Throws RangeError where a nano-dollar would get lost: fractions, NaN, infinity, beyond ±2^53. */
export function nanoUsd(value: number): NanoUsd {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not whole nano-dollars`);
  // Never −0: it would be written as "-0" and differ from 0 in comparisons.
  return (value + 0) as NanoUsd;
}

/** Of an amount in dollars, rounded to whole nano-dollars. */
export function usd(dollars: number): NanoUsd {
  return nanoUsd(Math.round(dollars * nanoUsdPerUsd));
}

/** Throws RangeError where the sum, or a part of it on the way, leaves the safe range. */
export function sumNanoUsd(amounts: readonly NanoUsd[]): NanoUsd {
  return amounts.reduce((sum, amount) => nanoUsd(sum + amount), nanoUsd(0));
}

/** `count` things at `eachNanoUsd`. Throws RangeError unless both are whole and not negative. */
export function timesNanoUsd(eachNanoUsd: number, count: number): NanoUsd {
  if (nanoUsd(eachNanoUsd) < 0) throw new RangeError(`a price of ${eachNanoUsd} is below zero`);
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no count`);
  return nanoUsd(eachNanoUsd * count);
}
