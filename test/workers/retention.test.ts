/** Old content goes behind a flush, where Postgres is awake anyway; cron alone never asks Postgres. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { log, servicesOf } from "../../functions/compose.ts";
import type { Env } from "../../functions/env.ts";
import { keepHouse } from "../../functions/keep-house.ts";
import { sweep } from "../../functions/scheduled.ts";
import { openChat } from "./chat.ts";
import { pause, query, resume } from "./stores.ts";

const bindings = env as unknown as Env;

afterEach(() => resume("postgres"));

/** As another isolate, that has not asked yet. */
const services = servicesOf(bindings);
const newIsolate = () => ({ ...services });

function addMessage(threadId: string, seq: number, ageDays: number) {
  return query(
    `insert into messages (thread_id, epoch, seq, role, blocks, telegram_message_ids, turn_id,
       created_at, row_seq, schema_version)
     values ($1, 1, $2, 'user', '[]', '{}', 'turn', now() - make_interval(days => $3::int), 1, 1)`,
    threadId,
    seq,
    ageDays,
  );
}

test("what is older than 90 days goes once a day, whoever comes by first", async () => {
  const { threadId } = await openChat();
  const seqs = async () =>
    (await query("select seq from messages where thread_id = $1 order by seq", threadId)).map(
      ({ seq }) => seq,
    );
  await addMessage(threadId, 1, 91);
  await addMessage(threadId, 2, 89);
  await query("delete from chores");
  await keepHouse(newIsolate());
  expect(await seqs()).toEqual([2]);
  await addMessage(threadId, 1, 91);
  await keepHouse(newIsolate());
  expect(await seqs(), "not twice a day").toEqual([1, 2]);
});

test("cron asks nothing of Postgres while nothing is to be written", async () => {
  await pause("postgres");
  const warn = vi.spyOn(log, "warn");
  await sweep(createScheduledController(), bindings);
  expect(warn.mock.calls).toEqual([]);
  warn.mockRestore();
});
