/** The cached end of a thread, and which of its messages stay when new ones come. */

/** Design §6: more than this costs longer to fetch from Redis than Postgres would. */
export const tailLimitBytes = 256 * 1024;

type TailEntry = { readonly seq: number; readonly sizeBytes: number };

/** What the thread's owner knows to be in the cache, oldest first. */
export type Tail = readonly TailEntry[];

export type TailPlan = { readonly keep: Tail; readonly drop: readonly number[] };

/** Keeps the newest messages that fit together without a gap; a seq written again replaces itself. */
export function planTail(cached: Tail, added: Tail): TailPlan {
  const bySeq = new Map([...cached, ...added].map((entry) => [entry.seq, entry]));
  const newestFirst = [...bySeq.values()].sort((a, b) => b.seq - a.seq);
  let roomBytes = tailLimitBytes;
  const firstDropped = newestFirst.findIndex((entry) => {
    roomBytes -= entry.sizeBytes;
    return roomBytes < 0;
  });
  const kept = firstDropped === -1 ? newestFirst.length : firstDropped;
  return {
    keep: newestFirst.slice(0, kept).reverse(),
    drop: newestFirst.slice(kept).map((entry) => entry.seq),
  };
}
