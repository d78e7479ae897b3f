/** The batcher of a thread: the only place that knows how a Durable Object is named. */
import type { ThreadId } from "../lib/model/ids.ts";
import type { Env } from "./env.ts";

export function batcherOf({ BATCHER }: Env, threadId: ThreadId) {
  return BATCHER.get(BATCHER.idFromName(threadId));
}
