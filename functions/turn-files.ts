/** A turn's files: those tools make lie in R2 until the person has them, and those they ask for come from wherever they are. */
import { bytesKey } from "../lib/files/bytes-key.ts";
import { heldUserFile } from "../lib/files/known-user-file.ts";
import { openToolFiles } from "../lib/files/open-tool-files.ts";
import { findUserFile } from "../lib/store/find-user-file.ts";
import { openFile } from "../lib/telegram/open-file.ts";
import type { TurnServices } from "../lib/turn/run-turn.ts";
import type { Services } from "./compose.ts";
import type { Env } from "./env.ts";
import { fileDoor } from "./file-ports.ts";

type FileServices = Pick<
  TurnServices,
  "keepFile" | "newMadeId" | "dropBytes" | "readFile" | "openFiles"
>;

type Around = {
  readonly env: Pick<Env, "FILES">;
  readonly services: Services;
  readonly inBackground: (work: Promise<void>) => void;
};

/** Long enough not to be guessed, short enough for Claude to copy without a slip. */
const madeIdLength = 12;

export function turnFiles({ env: { FILES }, services, inBackground }: Around): FileServices {
  const { clock, config, log, store } = services;
  const { now } = clock;
  const door = fileDoor(services);
  return {
    async keepFile({ bytes }, { userId }) {
      const key = bytesKey({ kind: "p", nowMs: now(), owner: userId, id: crypto.randomUUID() });
      await FILES.put(key, bytes);
      return key;
    },

    newMadeId: () => `exec_${crypto.randomUUID().replaceAll("-", "").slice(0, madeIdLength)}`,

    dropBytes: (keys) => {
      if (keys.length > 0) inBackground(FILES.delete([...keys]));
    },

    async readFile(key) {
      const stored = await FILES.get(key);
      return stored ? new Uint8Array(await stored.arrayBuffer()) : null;
    },

    openFiles: ({ thread, chatIds }, atHand) =>
      openToolFiles({
        log,
        now,
        atHand,
        downloadTimeoutMs: config.DOWNLOAD_TIMEOUT_MS,
        async findWritten(id) {
          const found = await findUserFile(store, id, { userId: thread.userId, chatIds });
          return found && heldUserFile(found, now());
        },
        storedBytes: async (key) => (await FILES.get(key))?.body ?? null,
        openFile: (fileId, signal) => openFile(door, fileId, signal),
      }),
  };
}
