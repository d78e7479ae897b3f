/** Files that tools make, in R2 until the person has them: a later attempt must find them too. */
import { bytesKey } from "../lib/files/bytes-key.ts";
import type { ThreadAddress } from "../lib/model/ids.ts";
import type { MadeFile } from "../lib/model/tool.ts";
import type { TurnServices } from "../lib/turn/run-turn.ts";

export function turnFiles(
  bucket: R2Bucket,
  now: () => number,
): Pick<TurnServices, "keepFile" | "readFile"> {
  return {
    async keepFile({ bytes }: MadeFile, { userId }: ThreadAddress) {
      const key = bytesKey({ kind: "p", nowMs: now(), owner: userId, id: crypto.randomUUID() });
      await bucket.put(key, bytes);
      return key;
    },

    async readFile(key) {
      const stored = await bucket.get(key);
      return stored ? new Uint8Array(await stored.arrayBuffer()) : null;
    },
  };
}
