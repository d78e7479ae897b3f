/** Dollars as an admin types them, read digit by digit: no floating point comes near money (faults F45). */
import { type NanoUsd, nanoUsd, nanoUsdPerUsd } from "../model/money.ts";
import type { UsdProblem } from "../model/usd-problem.ts";

export type ParsedUsd =
  | { readonly kind: "amount"; readonly amountNanoUsd: NanoUsd }
  | { readonly reason: UsdProblem };

const form = /^([+\-−–]?)\$?(\d+)(?:([.,])(\d+))?\$?$/;

/** A nano-dollar is the ninth decimal. */
const decimals = 9;
/** Nobody tops up a million by chat; a slip of the finger does. */
const maxWholeDigits = 6;

/** A sign, digits, and a point or a comma before the decimals. `1,000` may mean a thousand or one: it is asked again. */
export function parseUsd(text: string): ParsedUsd {
  const [, sign, whole = "", mark, fraction = ""] = form.exec(text.trim()) ?? [];
  if (sign === undefined) return { reason: "not_an_amount" };
  if (mark === "," && fraction.length === 3) return { reason: "ambiguous" };
  if (fraction.length > decimals) return { reason: "too_fine" };
  if (whole.replace(/^0+/, "").length > maxWholeDigits) return { reason: "too_large" };
  const amount = Number(whole) * nanoUsdPerUsd + Number(fraction.padEnd(decimals, "0"));
  if (amount === 0) return { reason: "nothing" };
  const isNegative = sign !== "" && sign !== "+";
  return { kind: "amount", amountNanoUsd: nanoUsd(isNegative ? -amount : amount) };
}
