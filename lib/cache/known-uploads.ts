/** Files that Claude has already, by owner: the same file twice is uploaded once while it is valid. */
import * as z from "zod";
import type { ReceivedFile } from "../model/attachment.ts";
import type { UserId } from "../model/ids.ts";
import { cacheKey } from "./keys.ts";
import type { Cache } from "./redis.ts";

const receivedFile: z.ZodType<ReceivedFile> = z.object({
  type: z.enum(["image", "pdf", "document", "audio", "video"]),
  fileName: z.string(),
  mimeType: z.string(),
  sizeBytes: z.int(),
  uploaded: z.object({ claudeFileId: z.string(), expiresAtMs: z.int() }).exactOptional(),
  pageCount: z.int().exactOptional(),
  firstPageText: z.string().exactOptional(),
  isTooLargeToRead: z.literal(true).exactOptional(),
  width: z.int().exactOptional(),
  height: z.int().exactOptional(),
});

/** Without Redis nothing is known, and a file is uploaded again. */
export function openKnownUploads(cache: Cache) {
  return {
    async known(userId: UserId, fileUniqueId: string): Promise<ReceivedFile | null> {
      const key = cacheKey.upload(userId, fileUniqueId);
      const result = await cache.send((commands) => commands.get(key));
      const [reply] = result.ok ? result.value : [];
      if (reply === undefined || "error" in reply || typeof reply.value !== "string") return null;
      return parse(reply.value);
    },

    /** Until Claude forgets it. Its bytes in R2 are gone long before that, so they are not named. */
    async remember(userId: UserId, fileUniqueId: string, file: ReceivedFile): Promise<void> {
      if (file.uploaded === undefined) return;
      const { bytesKey: _gone, ...lasting } = file;
      const key = cacheKey.upload(userId, fileUniqueId);
      const { expiresAtMs } = file.uploaded;
      await cache.send((commands) =>
        commands.set(key, JSON.stringify(lasting), { pxat: expiresAtMs }),
      );
    },
  };
}

/** A bad value is a miss. */
function parse(text: string): ReceivedFile | null {
  try {
    return receivedFile.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
