/** A stream as whole bytes, if it is no longer than may be held. */
import type { Bytes } from "./ports.ts";

/** Null where it is longer: what is over the limit is never taken in. */
export async function readAtMost(body: Bytes, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (sizeBytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return joinBytes(chunks, sizeBytes);
}

export function joinBytes(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
