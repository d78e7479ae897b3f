/** An amount to the last nano-dollar, for those who keep the books: `-0.012345678`. */
import { type NanoUsd, nanoUsdPerUsd } from "./money.ts";

export function exactUsd(amount: NanoUsd): string {
  const size = Math.abs(amount);
  const whole = Math.floor(size / nanoUsdPerUsd);
  const fraction = String(size % nanoUsdPerUsd).padStart(9, "0");
  return `${amount < 0 ? "-" : ""}${whole}.${fraction.replace(/0{1,7}$/, "")}`;
}
