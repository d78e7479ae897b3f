/** Reads a request's body whole, up to the size the emulated vendors accept. */
import type { IncomingMessage } from "node:http";

/** Neon's limit for one request over HTTP. */
export const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** The body, or null where it is larger than the limit (then answered with HTTP 413). */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    // Read on without keeping it: a client that is still sending would not see an early answer.
    if (sizeBytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return sizeBytes <= BODY_LIMIT_BYTES ? Buffer.concat(chunks) : null;
}
