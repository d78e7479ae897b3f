/** A thread's way to the files its person asks for: where they are listed, and how they are sent once more. */
import { cacheKey } from "../lib/cache/keys.ts";
import { filesMenuFor } from "../lib/commands/files.ts";
import { describeError } from "../lib/ops/describe-error.ts";
import { listUserFiles } from "../lib/store/list-user-files.ts";
import { placeOf } from "../lib/telegram/place.ts";
import { sendAgain } from "../lib/telegram/send-again.ts";
import { sendFile } from "../lib/telegram/send-file.ts";
import type { ThreadPorts } from "../lib/turn/thread-ports.ts";
import type { Services } from "./compose.ts";
import type { Env } from "./env.ts";

type ListPorts = Pick<
  ThreadPorts,
  "listFiles" | "forgetFilesList" | "filesMenu" | "sendAgain" | "sendPending"
>;

export function listPorts({ FILES }: Pick<Env, "FILES">, services: Services): ListPorts {
  const { botApi, cache, log, store } = services;
  return {
    listFiles: (of) =>
      listUserFiles(store, of).catch((thrown: unknown) => {
        log.warn("files.store_failed", { user: of.userId, ...describeError(thrown) });
        return null;
      }),
    async forgetFilesList(threadId) {
      const forgotten = await cache.send((commands) => commands.del(cacheKey.files(threadId)));
      if (!forgotten.ok)
        log.warn("cache.files_left", { thread: threadId, reason: forgotten.reason });
    },
    filesMenu: filesMenuFor,
    sendAgain: ({ thread }, file) => sendAgain(botApi, placeOf(thread), file),
    async sendPending({ thread }, record) {
      const stored = await FILES.get(record.bytesKey);
      if (!stored) return { kind: "refused", code: 410, description: "the file's bytes are gone" };
      const bytes = new Uint8Array(await stored.arrayBuffer());
      return sendFile(botApi, placeOf(thread), { ...record, key: record.bytesKey, bytes });
    },
  };
}
