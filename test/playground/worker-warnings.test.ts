/** Which lines of the worker's output reach the person at the terminal. */
import { expect, test } from "vitest";
import { readableWarning } from "./worker-warnings.ts";

test.each([
  [
    '✘ [ERROR] {"level":"error","event":"turn.failed","turn":"t1"}',
    "worker error: turn.failed turn=t1",
  ],
  ['▲ [WARNING] {"level":"warn","event":"cache.down"}', "worker warn: cache.down"],
  ['{"level":"error","event":"store.down","retry":true}', "worker error: store.down retry=true"],
  ["[wrangler:error] Error: boom", "worker: Error: boom"],
])("shows %s", (line, shown) => {
  expect(readableWarning(line)).toBe(shown);
});

test.each([
  '{"level":"info","event":"turn.done"}',
  "[wrangler:info] GET /health 200 OK (3ms)",
  "env.BILLING (hidden)",
  "▲ [WARNING] Scheduled Workers are not automatically triggered during local development.",
])("stays quiet about %s", (line) => {
  expect(readableWarning(line)).toBeNull();
});
