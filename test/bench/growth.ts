/** A thread that goes on and on: what a turn writes must not grow with what was said before (M10). */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { openStore } from "../../lib/store/open-store.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import type { Bench, Measure } from "./bench.ts";
import { openBenchWorld } from "./bench-world.ts";
import { richPeople } from "./rich-people.ts";
import { median } from "./statistics.ts";

/** Turn 1 to 1 000; each end is told by so many turns. */
const turns = 1000;
const ends = 50;
const toldEvery = 100;
/** Turns 2 … : the first writes what the second does not. */
const from = 2;

export const growth: Bench = {
  name: "growth",
  purpose:
    "bytes a turn writes, to Redis and by journal and queue to Postgres, from turn 1 to 1 000",
  async run(_world, tell) {
    // Its own world: no message a second, no window, a Claude that answers at once. What is written is the same.
    const stack = await startStack({
      telegramLimits: "off",
      vars: { ...richPeople, BATCH_WINDOW_MS: "0", CONTEXT_BUDGET_TOKENS: "1000000" },
    });
    try {
      const world = await openBenchWorld(stack, { firstTokenMs: 0, deltaMs: 0 });
      const chat = await world.newChat();
      const written: number[] = [];
      for (let turn = 1; turn <= turns; turn += 1) {
        const before = stack.redis.requestCount();
        const answered = world.nextAnswer(chat);
        await world.say(chat, `This is message ${String(turn).padStart(4, "0")} of many.`);
        await answered;
        written.push(...(await writtenBytes(stack, before)));
        if (turn % toldEvery === 0) tell(`turn ${turn} of ${turns}`);
      }
      world.close();
      return [
        ...measuresOf("Redis", written),
        ...measuresOf("written behind", await rowBytes(stack)),
      ];
    } finally {
      await stack.stop();
    }
  },
};

/**
 * The turn's one write comes right behind its answer. On a busy machine Redis may have been left alone for being
 * slow: such a turn writes nothing, and the next one more; medians are not moved by it.
 */
async function writtenBytes({ redis }: Stack, before: number): Promise<number[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const own = redis.requests().slice(before - redis.requestCount());
    const write = own.find(({ commands }) => commands.some(([name]) => name === "HSET"));
    if (write && redis.requestCount() > before) return [write.sizeBytes / 1000];
    await sleep(5);
  }
  return [];
}

/** What each turn had the journal keep, the queue carry and Postgres store, as JSON, in the order of the turns. */
async function rowBytes({ postgres }: Stack): Promise<number[]> {
  const { db } = openStore(postgres);
  const query = sql<{ sizeBytes: number }>`
    select (length(to_jsonb(t)::text)
      + (select sum(length(to_jsonb(m)::text)) from messages m where m.turn_id = t.id)
      + (select sum(length(to_jsonb(s)::text)) from sent_messages s where s.turn_id = t.id)
    )::int as "sizeBytes" from turns t order by opened_at`;
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await query.execute(db);
    if (rows.length === turns) return rows.map(({ sizeBytes }) => sizeBytes / 1000);
    await sleep(200);
  }
  throw new Error("turns are missing in Postgres");
}

function measuresOf(where: string, written: readonly number[]): readonly Measure[] {
  const early = written.slice(from, from + ends);
  const late = written.slice(-ends);
  return [
    {
      what: `${where}, turns ${from + 1} to ${from + ends}`,
      unit: "kB",
      samples: early,
      limits: [],
    },
    { what: `${where}, the last ${ends} of ${turns}`, unit: "kB", samples: late, limits: [] },
    {
      what: `${where}, last to first`,
      unit: "×",
      samples: [median(late) / median(early)],
      limits: [{ statistic: "max", atMost: 1.1 }],
    },
  ];
}
