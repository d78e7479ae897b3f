/** Files that tools make, in R2 until the person has them: a later attempt must find them too. */
import type { ThreadAddress } from "../lib/model/ids.ts";
import type { MadeFile } from "../lib/model/tool.ts";
import type { TurnServices } from "../lib/turn/run-turn.ts";

/** Keys begin with the hour, so that cron can list what is old (design §4, "Bytes"). */
export function turnFiles(
  bucket: R2Bucket,
  now: () => number,
): Pick<TurnServices, "keepFile" | "readFile"> {
  return {
    async keepFile({ bytes }: MadeFile, { userId }: ThreadAddress) {
      const hour = new Date(now()).toISOString().slice(0, 13);
      const key = `p/${hour}/${userId}/${crypto.randomUUID()}`;
      await bucket.put(key, bytes);
      return key;
    },

    async readFile(key) {
      const stored = await bucket.get(key);
      return stored ? new Uint8Array(await stored.arrayBuffer()) : null;
    },
  };
}
