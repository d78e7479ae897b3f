/** What an invoice carries through Telegram and back: who may pay what, and what it is worth, signed. */
import type { UserId } from "../model/ids.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";

export type Invoice = {
  readonly userId: UserId;
  readonly stars: number;
  /** Fixed when the invoice is sent: terms that change later do not change it. */
  readonly creditedNanoUsd: NanoUsd;
  /** To the second. */
  readonly issuedAtMs: number;
};

export type Unreadable = { readonly reason: "malformed" | "forged" };

/** Version 1: `1.user.stars.credited.issuedSeconds.mac`; at most 119 of the 128 bytes that Telegram takes. */
const form = /^1\.([1-9]\d{0,15})\.([1-9]\d{0,5})\.([1-9]\d{0,15})\.(\d{1,11})\.([0-9a-f]{64})$/;
const macAt = -64;

/** The signing key signs other things too: none of them can pass for an invoice. */
const purpose = "ferry invoice ";

const algorithm = { name: "HMAC", hash: "SHA-256" };
const encoder = new TextEncoder();

/** `secret` is SIGNING_KEY. */
export function invoiceKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
    "verify",
  ]);
}

/** Throws RangeError for figures that are no invoice's: fractions, nothing, less than nothing. */
export async function signInvoice(key: CryptoKey, invoice: Invoice): Promise<string> {
  const { userId, stars, creditedNanoUsd, issuedAtMs } = invoice;
  const said = `1.${userId}.${stars}.${creditedNanoUsd}.${Math.floor(issuedAtMs / 1000)}.`;
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, signedBytes(said)));
  const payload = said + Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!form.test(payload)) throw new RangeError("an invoice of figures that cannot be read back");
  return payload;
}

/** For a payment that has been made this is all there is to ask: its money has come, whenever and whoever paid. */
export async function readInvoice(key: CryptoKey, payload: string): Promise<Invoice | Unreadable> {
  const match = form.exec(payload);
  if (!match) return { reason: "malformed" };
  const [userId = 0, stars = 0, creditedNanoUsd = 0, issuedSeconds = 0] = match
    .slice(1, 5)
    .map(Number);
  const mac = bytesOf(payload.slice(macAt));
  // Compares in constant time.
  const genuine = await crypto.subtle.verify(
    "HMAC",
    key,
    mac,
    signedBytes(payload.slice(0, macAt)),
  );
  if (!genuine) return { reason: "forged" };
  return {
    userId: userId as UserId,
    stars,
    creditedNanoUsd: nanoUsd(creditedNanoUsd),
    issuedAtMs: issuedSeconds * 1000,
  };
}

/** Bytes as the encoder of the place types them: Workers and Node differ. */
function signedBytes(said: string) {
  return encoder.encode(purpose + said);
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
