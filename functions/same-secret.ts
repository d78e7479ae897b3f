/** Compares a secret in time that does not depend on where it differs. */
const encoder = new TextEncoder();

export function sameSecret(given: string | null, expected: string): boolean {
  const a = encoder.encode(given ?? "");
  const b = encoder.encode(expected);
  // Unequal lengths are compared with themselves, so that even they take the same way.
  const sameLength = a.byteLength === b.byteLength;
  return crypto.subtle.timingSafeEqual(sameLength ? a : b, b) && sameLength;
}
