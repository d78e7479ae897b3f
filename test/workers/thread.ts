/** A thread's Durable Object, as tests reach into it. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../../functions/env.ts";

export function openThread(threadId: string) {
  const batcher = () => {
    const { BATCHER } = env as unknown as Env;
    return BATCHER.get(BATCHER.idFromName(threadId));
  };
  return {
    batcher,

    /** Rows of the thread's own journal. */
    journal(sql: string): Promise<Record<string, unknown>[]> {
      return runInDurableObject(batcher(), (_batcher, state) =>
        state.storage.sql.exec(sql).toArray(),
      );
    },

    setAlarm(atMs: number): Promise<void> {
      return runInDurableObject(batcher(), (_batcher, state) => state.storage.setAlarm(atMs));
    },

    /** Kills the object where it stands; what runs in the Claude worker may live on. */
    async kill(): Promise<void> {
      await runInDurableObject(batcher(), (_batcher, state) =>
        state.abort("killed by a test"),
      ).catch(() => {});
    },
  };
}
