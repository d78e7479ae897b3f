/** A short name for a payment: Telegram's own id is too long for a button. */
const encoder = new TextEncoder();

/** 16 hexadecimal digits; it is looked for among one person's payments of a month. */
export async function paymentName(chargeId: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(chargeId)));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
