/** A user's account inside workerd: what may begin, what is charged, what Postgres says in the end. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import type { Env } from "../../../functions/env.ts";
import { cacheKey, cacheVersion } from "../../../lib/cache/keys.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { eventually } from "../chat.ts";
import { pause, postgresRequests, redis, resume, suspend, wake } from "../stores.ts";
import { openPurse, starterNanoUsd } from "./purse.ts";

afterEach(() => Promise.all([resume("postgres"), wake()]));

/** As an account that was never asked, though its person is known. */
function forgetBalance(userId: UserId): Promise<unknown> {
  const { ACCOUNT } = env as unknown as Env;
  const stub = ACCOUNT.get(ACCOUNT.idFromName(String(userId)));
  return runInDurableObject(stub, (_account, { storage }) =>
    storage.sql.exec("delete from facts where name = 'balance'").toArray(),
  );
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const granted = expect.objectContaining({ kind: "granted" });

test("a new user begins with the starter balance, once", async () => {
  const { desk, ask, settled } = openPurse();
  expect(await desk().authorize(ask())).toEqual({ kind: "granted", grant: { ticket: 1 } });
  expect(await desk().authorize(ask())).toEqual({ kind: "granted", grant: { ticket: 2 } });
  expect(await settled()).toMatchObject([{ kind: "starter", amountNanoUsd: starterNanoUsd }]);
});

test("a charge counts at once, and is in the ledger a moment later", async () => {
  const { desk, ask, charge, settled, userId } = openPurse();
  await desk().authorize(ask());
  await desk().charge([charge(starterNanoUsd - 7)]);
  expect(await desk().authorize(ask())).toEqual(granted);
  await desk().charge([charge(8)]);
  const refused = { kind: "refused", reason: "insufficient_balance", balanceNanoUsd: -1 };
  expect(await desk().authorize(ask())).toMatchObject({ ...refused, tell: true });
  expect(await desk().authorize(ask(1))).toMatchObject({ ...refused, tell: false });
  expect(await settled()).toHaveLength(3);
  expect(await desk().balance(userId)).toEqual({
    balanceNanoUsd: -1,
    ledgerSeq: 3,
    unsettledNanoUsd: 0,
    heldNanoUsd: 0,
    lastTurnCostNanoUsd: starterNanoUsd + 1,
  });
});

test("F60 Postgres wakes up slowly: who is known begins at once, and pays once when it is awake", async () => {
  const { desk, ask, charge, settled } = openPurse();
  await desk().authorize(ask());
  await settled();
  await suspend();
  expect(await desk().authorize(ask())).toEqual(granted);
  const before = await postgresRequests();
  const entry = charge(250);
  await desk().charge([entry]);
  // Its settlement is among those that wait.
  await eventually(async () => expect(await postgresRequests()).toBeGreaterThan(before));
  await desk().charge([entry]);
  await wake();
  expect(await settled()).toMatchObject([{ kind: "starter" }, { amountNanoUsd: -250 }]);
});

test("money that comes in is in the ledger before anybody is told", async () => {
  const { desk, ask, holds, topup, storedNanoUsd } = openPurse();
  await holds(0);
  expect(await desk().authorize(ask())).toMatchObject({ kind: "refused" });
  expect(await topup(7)).toBe(7);
  expect(await storedNanoUsd()).toBe(7);
  expect(await desk().authorize(ask())).toEqual(granted);
  await pause("postgres");
  await expect(topup(1)).rejects.toThrow();
});

test.for([
  ["2.5 times its cost", 2_500, 3],
  ["3 times its cost", 3_000, 3],
  ["nothing", 0, 1],
  ["one nano-dollar less than nothing", -1, 0],
] as const)(
  "of paid tools side by side, a balance of %s admits as many as it should",
  async ([, balanceNanoUsd, admitted]) => {
    const { desk, ask, holds } = openPurse();
    await holds(1);
    const answer = await desk().authorize(ask());
    if (answer.kind !== "granted") throw new Error("not granted");
    await holds(balanceNanoUsd);
    const { ticket } = answer.grant;
    const admissions = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        desk().admit({ ticket, key: `tool-${index}`, estimateNanoUsd: nanoUsd(1_000), owed: [] }),
      ),
    );
    expect(admissions.filter((admission) => "kind" in admission)).toHaveLength(admitted);
    expect(admissions.filter((admission) => "reason" in admission)).toEqual(
      Array.from({ length: 8 - admitted }, () => ({
        reason: "insufficient_balance",
        balanceNanoUsd,
      })),
    );
  },
);

test("a charge that comes one to five times, in any order and past the death of its account, counts once", async () => {
  const { desk, ask, charge, settled, abort, userId } = openPurse();
  await desk().authorize(ask());
  const charges = Array.from({ length: 12 }, (_, index) => charge(1_000 + index, `c${index}`));
  const sent = charges.flatMap((entry, index) =>
    Array.from({ length: 1 + (index % 5) }, () => entry),
  );
  const shuffled = sent
    .map((entry, index) => ({ entry, at: (index * 7919) % 31 }))
    .sort((one, other) => one.at - other.at);
  for (const [index, { entry }] of shuffled.entries()) {
    await desk().charge([entry]);
    if (index % 11 === 10) await abort();
  }
  const operations = await settled();
  expect(
    operations
      .filter(({ kind }) => kind === "charge")
      .map(({ amountNanoUsd }) => -amountNanoUsd)
      .sort(),
  ).toEqual(charges.map(({ amountNanoUsd }) => -amountNanoUsd).sort());
  // The ledger has them: what comes now is an echo.
  await desk().charge(charges);
  const total = charges.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, starterNanoUsd);
  expect(await desk().balance(userId)).toMatchObject({ balanceNanoUsd: total });
});

test("twenty threads at once: five turns at a time, and no more debt than those five may make", async () => {
  const { desk, ask, charge, holds, settled, storedNanoUsd } = openPurse();
  const capNanoUsd = 500_000_000;
  await holds(1);
  let atOnce = 0;
  let most = 0;
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, async (_, topic) => {
      for (;;) {
        const answer = await desk().authorize(ask(topic));
        if (answer.kind === "refused") return "refused";
        if (answer.kind === "busy") {
          await after(5);
          continue;
        }
        atOnce += 1;
        most = Math.max(most, atOnce);
        await after(30);
        await desk().charge([charge(capNanoUsd)]);
        atOnce -= 1;
        await desk().release(answer.grant.ticket);
        return "answered";
      }
    }),
  );
  expect(most).toBe(5);
  expect(outcomes.filter((outcome) => outcome === "answered")).toHaveLength(5);
  await settled();
  expect(await storedNanoUsd()).toBe(1 - 5 * capNanoUsd);
});

test("an old balance in Redis lets nobody in who has nothing: Postgres corrects it at once", async () => {
  const { desk, ask, holds, userId, abort } = openPurse();
  await holds(0);
  await redis(
    "SET",
    cacheKey.balance(userId),
    JSON.stringify({ v: cacheVersion, balanceNanoUsd: 5, ledgerSeq: 1 }),
    "EX",
    "60",
  );
  // An account that knows asks Redis nothing, however new the object is.
  await abort();
  expect(await desk().authorize(ask())).toMatchObject({ kind: "refused", balanceNanoUsd: 0 });

  const stranger = openPurse();
  await redis(
    "SET",
    cacheKey.balance(stranger.userId),
    JSON.stringify({ v: cacheVersion, balanceNanoUsd: -5, ledgerSeq: 0 }),
    "EX",
    "60",
  );
  expect(await stranger.desk().authorize(stranger.ask())).toMatchObject({ kind: "refused" });
  await eventually(async () =>
    expect(await stranger.desk().authorize(stranger.ask())).toEqual(granted),
  );
});

test("an old balance that Redis brings back after an outage decides only until Postgres has answered", async () => {
  const { desk, ask, topup, userId } = openPurse();
  await desk().authorize(ask());
  await topup(-starterNanoUsd);
  // Ahead of the ledger, as where Postgres was restored.
  const old = { v: cacheVersion, balanceNanoUsd: starterNanoUsd, ledgerSeq: 99 };
  await redis("SET", cacheKey.balance(userId), JSON.stringify(old), "EX", "60");
  await forgetBalance(userId);
  await eventually(async () =>
    expect(await desk().authorize(ask())).toMatchObject({ kind: "refused", balanceNanoUsd: 0 }),
  );
});

test("Postgres away: turns go on from what is known, nothing is lost, and afterwards the books are right", async () => {
  const { desk, ask, charge, settled, userId, abort } = openPurse();
  await desk().authorize(ask());
  await pause("postgres");
  await desk().charge([charge(1_000), charge(2_000)]);
  expect(await desk().authorize(ask())).toEqual(granted);
  await abort();
  await desk().charge([charge(starterNanoUsd - 3_000)]);
  expect(await desk().authorize(ask())).toMatchObject({ kind: "refused", balanceNanoUsd: 0 });
  await resume("postgres");
  expect(await settled()).toHaveLength(4);
  expect(await desk().balance(userId)).toMatchObject({ balanceNanoUsd: 0, unsettledNanoUsd: 0 });
});

test("nobody knows the balance: one turn on trust in each thread, then a sentence, until somebody knows", async () => {
  const { desk, ask } = openPurse();
  await pause("postgres");
  expect(await desk().authorize(ask(1))).toEqual(granted);
  expect(await desk().authorize(ask(2))).toEqual(granted);
  const refused = { kind: "refused", reason: "balance_unknown", balanceNanoUsd: null };
  expect(await desk().authorize(ask(1))).toMatchObject(refused);
  await resume("postgres");
  await eventually(async () => expect(await desk().authorize(ask(1))).toEqual(granted));
});
