/**
 * What changes among a thread's pending files in its journal follows outside, behind it; what is lost there is mended by
 * the next list or turn, or swept.
 */
import { changePending, mendPending } from "../lib/cache/pending-files.ts";
import type { ThreadId } from "../lib/model/ids.ts";
import type { MadeRecord } from "../lib/model/made-record.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import type { MadeChange } from "../lib/turn/made-files.ts";
import type { Services } from "./compose.ts";
import type { Env } from "./env.ts";

type Around = {
  readonly ctx: Pick<DurableObjectState, "waitUntil">;
  readonly services: Pick<Services, "cache" | "log">;
};

/** In Redis. */
export function copyPending(
  { ctx, services: { cache, log } }: Around,
  threadId: ThreadId,
  { kept, gone }: MadeChange,
): void {
  const change = { threadId, kept, gone: gone.map(({ id }) => id) };
  const copied = changePending(cache, change).then((result) => {
    if (!result.ok) log.warn("cache.pending_failed", { thread: threadId, reason: result.reason });
  });
  ctx.waitUntil(copied);
}

/** As a list is shown: what Redis has lost is written again, what is stale goes. */
export function mendCopy(
  { ctx, services: { cache, log } }: Around,
  threadId: ThreadId,
  pendingNow: () => readonly MadeRecord[],
): void {
  const mended = mendPending(cache, threadId, pendingNow).then((result) => {
    if (result && !result.ok)
      log.warn("cache.pending_unmended", { thread: threadId, reason: result.reason });
  });
  ctx.waitUntil(mended);
}

/** In Redis and R2. */
export function filesGone(
  around: Around & { readonly env: Pick<Env, "FILES"> },
  threadId: ThreadId,
  gone: readonly MadeRecord[],
): void {
  const { ctx, env, services } = around;
  copyPending(around, threadId, { kept: [], gone });
  const deleted = env.FILES.delete(gone.map(({ bytesKey }) => bytesKey)).catch((thrown) =>
    services.log.warn("file.bytes_left", { thread: threadId, ...describeError(thrown) }),
  );
  ctx.waitUntil(deleted);
}
