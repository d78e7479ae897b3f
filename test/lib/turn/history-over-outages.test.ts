/** Whatever becomes of Redis, and whenever: a turn sees all that was said, word for word, and never an older state. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCache } from "../../../lib/cache/redis.ts";
import type { ThreadId, TurnId, UserId } from "../../../lib/model/ids.ts";
import type { StoredMessage } from "../../../lib/model/message.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { applyJobs } from "../../../lib/store/apply-jobs.ts";
import { cacheMessages } from "../../../lib/turn/cache-messages.ts";
import { readHistory } from "../../../lib/turn/history.ts";
import { historyQuery } from "../../../lib/turn/history-query.ts";
import { type Redis, startRedis } from "../../emulators/redis/start-redis.ts";
import { openNodeJournal } from "../../support/node-journal.ts";
import { seededRandom } from "../seeded-random.ts";
import { type MigratedStore, startMigratedStore } from "../store/migrated-store.ts";

let redis: Redis;
let db: MigratedStore;
beforeAll(async () => {
  [redis, db] = await Promise.all([startRedis({ engine: "auto" }), startMigratedStore()]);
});
afterAll(() => Promise.all([redis.stop(), db.postgres.stop()]));

const userId = 42 as UserId;
const log = createLog({ out: () => {}, err: () => {} });
const steps = 80;

/** One thread that speaks on and on, while things happen to Redis between its steps. */
function openTalk(seed: number, now: () => number) {
  const threadId = `${seed}:0:42` as ThreadId;
  const journal = openNodeJournal();
  const truth: StoredMessage[] = [];
  const clock = { now, sleep: () => new Promise<void>(() => {}) };
  const cache = openCache({ url: redis.url, token: redis.token, now, callTimeoutMs: 5000 });
  const services = { store: db.store, cache, log, clock };

  const say = (role: "user" | "assistant"): StoredMessage => ({
    seq: truth.length + 1,
    role,
    blocks: [{ type: "text", text: `${role} ${truth.length + 1} ${"x".repeat(6000)}` }],
    turnId: `turn-${truth.length}` as TurnId,
    createdAtMs: 1_000 + truth.length,
  });
  const query = () => {
    const asked = { threadId, userId, epoch: 1, lastSeq: truth.length };
    return historyQuery(journal, asked);
  };
  return {
    journal,
    truth,
    cache,
    read: () => readHistory(services, query()),
    async turn() {
      const history = await readHistory(services, query());
      const seen = history.messages;
      const messages = [say("user")];
      truth.push(...messages);
      messages.push(say("assistant"));
      truth.push(...messages.slice(1));
      journal.outbox.append(
        messages.map((message) => ({
          kind: "message",
          epoch: 1,
          message,
          telegramMessageIds: [],
        })),
      );
      await cacheMessages(services, history, { messages, rows: [], pending: [] });
      return seen;
    },
    /** As the consumer does it: in Postgres first, then forgotten here. */
    async flush(share: number) {
      const rows = journal.outbox
        .unapplied()
        .filter(({ rowSeq }) => (rowSeq * 7) % 10 < share * 10);
      await applyJobs(db.store, [{ threadId, rows }], now);
      journal.outbox.remove(rows.map(({ rowSeq }) => rowSeq));
    },
  };
}

test.each([1, 2])(
  "FLUSHALL, outages, lost answers and evicted parts by chance (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    // Each step is half a minute later: a breaker that opened asks again soon.
    let nowMs = 0;
    const talk = openTalk(seed, () => nowMs);
    const direct = openCache({
      url: redis.url,
      token: redis.token,
      now: () => 0,
      callTimeoutMs: 5000,
    });
    const happens: Record<string, () => unknown> = {
      nothing: () => {},
      FLUSHALL: () => direct.send((commands) => commands.flushall()),
      "Redis goes": () => redis.pause(),
      "Redis comes": () => redis.resume(),
      "an answer is lost": () => redis.dropAnswers(1),
      "a part is evicted": () =>
        direct.send((commands) =>
          commands.hdel(
            `messages:1:${seed}:0:42`,
            String(1 + Math.floor(random() * talk.truth.length)),
          ),
        ),
      "some is flushed": () => talk.flush(random()),
      "all is flushed": () => talk.flush(1),
    };
    const names = Object.keys(happens);
    const story: string[] = [];
    let hits = 0;
    try {
      for (let step = 0; step < steps; step += 1) {
        nowMs += random() < 0.3 ? 31_000 : 50;
        const name = names[Math.floor(random() * names.length)] ?? "nothing";
        story.push(name);
        await happens[name]?.();
        const expected = [...talk.truth];
        const { messages, reading } = await talk.read();
        if (reading.cache === "hit") hits += 1;
        expect(messages, story.slice(-12).join(", ")).toEqual(expected);
        expect(await talk.turn(), story.slice(-12).join(", ")).toEqual(expected);
      }
    } finally {
      await redis.resume();
      redis.dropAnswers(0);
    }
    expect(hits, "the cache was of use").toBeGreaterThan(5);
    await talk.flush(1);
    expect((await talk.read()).messages).toEqual(talk.truth);
  },
  120_000,
);
