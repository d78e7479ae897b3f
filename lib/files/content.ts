/** A file's bytes while they are worked on: small ones in memory, large ones in R2. */
import { heldBytes, telegramFileBytes } from "./limits.ts";
import type { Bytes, FilePorts } from "./ports.ts";
import { joinBytes } from "./read-at-most.ts";

export type Content = {
  readonly sizeBytes: number;
  /** How the file begins; all of it where `storedKey` is null. */
  readonly head: Uint8Array;
  readonly storedKey: string | null;
};

export type Incoming = {
  readonly body: Bytes;
  /** What the sender says; not trusted. */
  readonly sizeBytes: number | null;
  /** Where it goes in R2 if it is large. */
  readonly key: string;
};

/** Null: larger than Telegram's limit, whatever had been said. Rejects where the stream or R2 breaks. */
export async function takeContent(
  { body, sizeBytes, key }: Incoming,
  { bytes }: Pick<FilePorts, "bytes">,
): Promise<Content | null> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let taken = 0;
  while (taken <= heldBytes) {
    const { done, value } = await reader.read();
    if (done) return { sizeBytes: taken, head: joinBytes(chunks, taken), storedKey: null };
    chunks.push(value);
    taken += value.byteLength;
  }
  const head = joinBytes(chunks, taken);
  const rest = countedStream(head, reader);
  try {
    await bytes.put(key, rest.stream, sizeBytes);
  } catch (thrown) {
    // It may be what broke; then there is nothing left to end.
    await reader.cancel().catch(() => undefined);
    if (rest.countedBytes() > telegramFileBytes) return null;
    throw thrown;
  }
  return { sizeBytes: rest.countedBytes(), head, storedKey: key };
}

/** Rejects where the bytes are no longer in R2. */
export async function openContent(
  { head, storedKey }: Content,
  { bytes }: Pick<FilePorts, "bytes">,
): Promise<Bytes> {
  if (storedKey === null) return streamOf(head);
  const body = await bytes.get(storedKey);
  if (body === null) throw new Error("the stored bytes are gone");
  return body;
}

/** Only for who cannot work on a stream. */
export async function wholeContent(
  content: Content,
  ports: Pick<FilePorts, "bytes">,
): Promise<Uint8Array> {
  if (content.storedKey === null) return content.head;
  return new Uint8Array(await new Response(await openContent(content, ports)).arrayBuffer());
}

export function streamOf(bytes: Uint8Array): Bytes {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** The head once more, then what follows it; breaks at Telegram's limit. */
function countedStream(head: Uint8Array, reader: ReadableStreamDefaultReader<Uint8Array>) {
  let counted = 0;
  let next: Uint8Array | undefined = head;
  const stream: Bytes = new ReadableStream({
    async pull(controller) {
      next ??= (await reader.read()).value;
      if (next === undefined) return controller.close();
      counted += next.byteLength;
      if (counted > telegramFileBytes) throw new Error("the file is larger than was said");
      controller.enqueue(next);
      next = undefined;
    },
  });
  return { stream, countedBytes: () => counted };
}
