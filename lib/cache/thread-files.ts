/** The files of a thread that are written down, in the cache: one value, replaced whole. */
import type { FilesList } from "../model/files-list.ts";
import type { ThreadId } from "../model/ids.ts";
import { cacheKey, cacheValue, cacheVersion, ttlSeconds } from "./keys.ts";
import { parseJson } from "./parse-json.ts";
import type { Commands, Reply } from "./redis.ts";

/** A bad value is a miss, and replaced by the write that ends the turn. */
export function toFilesList(reply: Reply | undefined): FilesList | null {
  if (!reply || "error" in reply || typeof reply.value !== "string") return null;
  const parsed = cacheValue.files.safeParse(parseJson(reply.value));
  if (!parsed.success) return null;
  const { v: _version, ...list } = parsed.data;
  // The schema says what the type says, but for the brands.
  return list as unknown as FilesList;
}

/** For a round trip that is made anyway. */
export function addFilesList(commands: Commands, threadId: ThreadId, list: FilesList): void {
  const value = JSON.stringify({ v: cacheVersion, ...list });
  commands.set(cacheKey.files(threadId), value, { ex: ttlSeconds.files });
}
