/** wrangler's main: the entry points, and nothing else. */
import type { FlushJob } from "../lib/model/outbox.ts";
import type { Env } from "./env.ts";
import { flush } from "./flush.ts";
import { sweep } from "./scheduled.ts";
import { serveHttp } from "./webhook.ts";

export { Account } from "./account.ts";
export { Batcher } from "./batcher.ts";
export { ClaudeWorker } from "./claude.ts";
export { MediaWorker } from "./media.ts";

export default {
  fetch: serveHttp,
  queue: flush,
  scheduled: sweep,
} satisfies ExportedHandler<Env, FlushJob>;
