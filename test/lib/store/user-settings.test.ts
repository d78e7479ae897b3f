import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ThreadId, UpdateId, UserId } from "../../../lib/model/ids.ts";
import type { OutboxRow } from "../../../lib/model/outbox.ts";
import type { StoredSetting, StoredSettings } from "../../../lib/model/settings.ts";
import { applyJobs, type InlineJob } from "../../../lib/store/apply-jobs.ts";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import { readSettings } from "../../../lib/store/read-settings.ts";
import { type MigratedStore, startMigratedStore } from "./migrated-store.ts";
import { noonMs, thread, userRow } from "./outbox-rows.ts";

let db: MigratedStore;
beforeAll(async () => {
  db = await startMigratedStore();
});
afterAll(() => db.postgres.stop());
beforeEach(() => db.empty());

const ada = 42 as UserId;
const otherThread = "42:0:42" as ThreadId;

function setting(value: string | null, changedAtMs: number, updateId = 1): StoredSetting {
  return { value, changedAtMs, updateId: updateId as UpdateId };
}

function settingsRow(settings: StoredSettings, userId = ada): OutboxRow {
  return { kind: "settings", userId, settings };
}

/** Through the queue's own form, so that what is written is what was read. */
function jobOf(row: OutboxRow, threadId = thread): InlineJob {
  const job = { version: 1, threadId, rows: [{ rowSeq: 1, row }] };
  const parsed = parseFlushJob(JSON.parse(JSON.stringify(job)));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.job as InlineJob;
}

const flush = (...jobs: InlineJob[]) => applyJobs(db.store, jobs, () => noonMs);

const changes: readonly StoredSettings[] = [
  { model: setting("claude-haiku-5-5", 10, 900) },
  { model: setting("claude-opus-5-5", 30, 5), streaming: setting("text", 30, 5) },
  { model: setting("claude-sonnet-5-5", 30, 4) },
  { personality: setting('a pirate\u0000 with \ud800 a "parrot" ☠', 20) },
  { personality: setting(null, 21) },
  { onArrival: setting("wait", 20) },
];
const newest = {
  model: setting("claude-opus-5-5", 30, 5),
  streaming: setting("text", 30, 5),
  personality: setting(null, 21),
  onArrival: setting("wait", 20),
};

test.each([
  ["as they were made", [0, 1, 2, 3, 4, 5]],
  ["backwards", [5, 4, 3, 2, 1, 0]],
  ["shuffled and twice", [3, 1, 4, 0, 5, 2, 1, 0, 3]],
])("choices told one by one, %s: the newest of each stays", async (_how, order) => {
  for (const index of order)
    await flush(jobOf(settingsRow(changes[index] ?? {}), index % 2 ? thread : otherThread));
  expect(await readSettings(db.store, ada)).toEqual(newest);
});

test("choices told together, newest first: the newest of each stays", async () => {
  await flush(...changes.toReversed().map((change) => jobOf(settingsRow(change))));
  expect(await readSettings(db.store, ada)).toEqual(newest);
});

test("text keeps everything Postgres can hold", async () => {
  await flush(jobOf(settingsRow(changes[3] ?? {})));
  const { personality } = await readSettings(db.store, ada);
  expect(personality?.value).toBe('a pirate with \ufffd a "parrot" ☠');
});

test("a choice leaves the name alone, and a name the choice, whichever comes first", async () => {
  await flush(jobOf(settingsRow({ onArrival: setting("wait", 20) })));
  await flush(jobOf(userRow("Ada")));
  await flush(jobOf(settingsRow({ model: setting("claude-opus-5-5", 30) })));
  expect(await db.rows("select first_name, settings from users")).toEqual([
    {
      first_name: "Ada",
      settings: { onArrival: setting("wait", 20), model: setting("claude-opus-5-5", 30) },
    },
  ]);
});

test("people's choices stay apart", async () => {
  const boris = 43 as UserId;
  await flush(
    jobOf(settingsRow({ personality: setting("a pirate", 10) })),
    jobOf(settingsRow({ personality: setting("a nun", 10) }, boris)),
  );
  expect((await readSettings(db.store, ada)).personality?.value).toBe("a pirate");
  expect((await readSettings(db.store, boris)).personality?.value).toBe("a nun");
});

test("somebody nobody knows has chosen nothing; what we did not write is not read, and gives way", async () => {
  expect(await readSettings(db.store, ada)).toEqual({});
  await db.run(`insert into users (id, settings) values (42, '{"model": "opus", "theme": 1}')`);
  expect(await readSettings(db.store, ada)).toEqual({});
  await flush(jobOf(settingsRow({ model: setting("claude-opus-5-5", 30) })));
  expect(await readSettings(db.store, ada)).toEqual({ model: setting("claude-opus-5-5", 30) });
});
