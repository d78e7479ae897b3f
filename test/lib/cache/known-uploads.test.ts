/** What is remembered of uploaded files, on a real Redis protocol. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { cacheKey } from "../../../lib/cache/keys.ts";
import { openKnownUploads } from "../../../lib/cache/known-uploads.ts";
import { type Cache, openCache } from "../../../lib/cache/redis.ts";
import type { ReceivedFile } from "../../../lib/model/attachment.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";

const ada = 1 as UserId;
const boris = 2 as UserId;
const file: ReceivedFile = {
  type: "pdf",
  fileName: "tides.pdf",
  mimeType: "application/pdf",
  sizeBytes: 12,
  uploaded: { claudeFileId: "file_1", expiresAtMs: Date.now() + 60_000 },
  pageCount: 3,
};

let redis: Redis;
let cache: Cache;
beforeAll(async () => {
  redis = await startRedis({ engine: "embedded" });
  const { url, token } = redis;
  cache = openCache({ url, token, now: Date.now, callTimeoutMs: 5000 });
});
afterAll(() => redis.stop());

test("a remembered file is known to its owner alone, without its short-lived bytes", async () => {
  const uploads = openKnownUploads(cache);
  await uploads.remember(ada, "unique", { ...file, bytesKey: "f/1/1/x" });
  expect(await uploads.known(ada, "unique")).toEqual(file);
  expect(await uploads.known(boris, "unique")).toBeNull();
});

test("an upload that has expired is forgotten", async () => {
  const uploads = openKnownUploads(cache);
  const expired = { claudeFileId: "file_2", expiresAtMs: Date.now() - 1000 };
  await uploads.remember(ada, "expired", { ...file, uploaded: expired });
  expect(await uploads.known(ada, "expired")).toBeNull();
});

test.each([
  ["no JSON", "not json"],
  ["another shape", '{"v":1,"file":{"type":"poem"}}'],
  ["another version", JSON.stringify({ v: 2, file })],
  ["no version", JSON.stringify(file)],
  ["null", "null"],
])("%s in the cache is a miss, and is deleted", async (_, text) => {
  const key = cacheKey.upload(ada, "bad");
  await cache.send((commands) => commands.set(key, text));
  expect(await openKnownUploads(cache).known(ada, "bad")).toBeNull();
  const left = await cache.send((commands) => commands.exists(key));
  expect(left.ok && left.value).toEqual([{ value: 0 }]);
});

test("another kind of value in its place is a miss, and is deleted", async () => {
  const key = cacheKey.upload(ada, "list");
  await cache.send((commands) => commands.rpush(key, "junk"));
  expect(await openKnownUploads(cache).known(ada, "list")).toBeNull();
  await openKnownUploads(cache).remember(ada, "list", file);
  expect(await openKnownUploads(cache).known(ada, "list")).toEqual(file);
});

test("without Redis nothing is known, and nothing breaks", async () => {
  const uploads = openKnownUploads(cache);
  await redis.pause();
  await uploads.remember(ada, "away", file);
  expect(await uploads.known(ada, "away")).toBeNull();
  await redis.resume();
});
