/** Compares secrets without telling, by the time it takes, how much of a guess was right. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Hashing first makes both sides equally long, which `timingSafeEqual` requires. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
