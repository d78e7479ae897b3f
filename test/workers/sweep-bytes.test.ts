/** Bytes of files are kept as long as they are needed, and no longer. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { sweep } from "../../functions/scheduled.ts";
import { bytesKey } from "../../lib/files/bytes-key.ts";
import type { UserId } from "../../lib/model/ids.ts";

const bindings = env as unknown as Env;
const hourMs = 60 * 60 * 1000;

function keyOf(kind: "f" | "p", hoursAgo: number): string {
  const nowMs = Date.now() - hoursAgo * hourMs;
  return bytesKey({ kind, nowMs, owner: 42 as UserId, id: `sweep-${kind}-${hoursAgo}` });
}

test("what was sent goes after an hour, what waits for its delivery after a day", async () => {
  const kept = [keyOf("f", 0), keyOf("f", 1), keyOf("p", 2), keyOf("p", 25)];
  const old = [keyOf("f", 2), keyOf("p", 26)];
  for (const key of [...kept, ...old]) await bindings.FILES.put(key, key);
  await sweep(createScheduledController(), bindings);
  const { objects } = await bindings.FILES.list();
  const left = objects.map(({ key }) => key).filter((key) => key.includes("/42/sweep-"));
  expect(left.sort()).toEqual(kept.sort());
});
