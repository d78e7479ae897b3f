/** The text of an answer that may be larger than memory has room for. */

/** Null where it is longer than `maxBytes`; the rest is not fetched then. */
export async function readLimited(response: Response, maxBytes: number): Promise<string | null> {
  const announced = Number(response.headers.get("content-length") ?? 0);
  if (announced > maxBytes) {
    await response.body?.cancel();
    return null;
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  for await (const piece of response.body ?? []) {
    sizeBytes += piece.byteLength;
    // Leaving the loop cancels the stream.
    if (sizeBytes > maxBytes) return null;
    pieces.push(piece);
  }
  return new Blob(pieces).text();
}
