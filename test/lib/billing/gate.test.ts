/** The gate: who may ask, and how many paid tools start beside each other for how much money. */
import { describe, expect, test } from "vitest";
import { admit, type Gate, type Hold, heldNanoUsd, mayRequest } from "../../../lib/billing/gate.ts";
import { type NanoUsd, nanoUsd } from "../../../lib/model/money.ts";
import { seededRandom } from "../seeded-random.ts";

const price = 134_000_000;

function gateWith(balanceNanoUsd: number): Gate {
  return { balanceNanoUsd: nanoUsd(balanceNanoUsd), holds: [] };
}

/** What an account does with whoever is admitted, and when the tool has ended. */
function holding({ balanceNanoUsd, holds }: Gate, hold: Hold): Gate {
  return { balanceNanoUsd, holds: [...holds, hold] };
}
function ended({ balanceNanoUsd, holds }: Gate, key: string, costNanoUsd: NanoUsd): Gate {
  return {
    balanceNanoUsd: nanoUsd(balanceNanoUsd - costNanoUsd),
    holds: holds.filter((hold) => hold.key !== key),
  };
}

/** As many tools at once as asked for: how many start, and the gate after it. */
function admitMany(start: Gate, estimates: readonly number[]): { gate: Gate; admitted: string[] } {
  let gate = start;
  const admitted: string[] = [];
  for (const [index, estimate] of estimates.entries()) {
    const key = `turn:1:2:tool-${index}`;
    const hold = { key, estimateNanoUsd: nanoUsd(estimate) };
    if ("reason" in admit(gate, hold)) continue;
    gate = holding(gate, hold);
    admitted.push(key);
  }
  return { gate, admitted };
}

test.each([
  [1, true],
  [0, false],
  [-1, false],
])("with %s nano-dollars a request may go: %s", (balance, may) => {
  expect(mayRequest(gateWith(balance))).toBe(may);
});

test("what running tools may cost does not hold a request back", () => {
  const { gate } = admitMany(gateWith(1), [price]);
  expect(mayRequest(gate)).toBe(true);
});

describe("five paid tools at once", () => {
  test.each([
    ["two and a half of them", price * 2.5, 3],
    ["three of them", price * 3, 3],
    ["three and a nano-dollar", price * 3 + 1, 4],
    ["one nano-dollar", 1, 1],
    ["nothing", 0, 1],
    ["a nano-dollar less than nothing", -1, 0],
  ])("with money for %s", (_, balance, count) => {
    const { admitted } = admitMany(gateWith(balance), Array(5).fill(price));
    expect(admitted).toHaveLength(count);
  });
});

test("at zero, a tool that may cost nothing still starts alone", () => {
  expect(admitMany(gateWith(0), [0, 0, 0]).admitted).toHaveLength(1);
});

test("a tool that has its money held is let in again, though another of its price is not", () => {
  const hold = { key: "turn:1:2:tool", estimateNanoUsd: nanoUsd(price) };
  const gate = holding(gateWith(price), hold);
  expect(heldNanoUsd(gate)).toBe(price);
  expect(admit(gate, hold)).toEqual({ kind: "admitted" });
  expect(admit(gate, { ...hold, key: "another" })).toEqual({ reason: "insufficient_balance" });
});

test("a tool that ends makes room: by its real cost where it worked, wholly where it failed", () => {
  const { gate } = admitMany(gateWith(price), [price]);
  const next = { key: "next", estimateNanoUsd: nanoUsd(1) };
  expect(admit(gate, next)).toEqual({ reason: "insufficient_balance" });

  const worked = ended(gate, "turn:1:2:tool-0", nanoUsd(price - 5));
  expect(admit(worked, next)).toEqual({ kind: "admitted" });

  const failed = ended(gate, "turn:1:2:tool-0", nanoUsd(0));
  expect(admitMany(failed, [price, price]).admitted).toHaveLength(1);
});

test("an estimate below zero would let anything through, and is refused loudly", () => {
  const hold = { key: "odd", estimateNanoUsd: nanoUsd(-1) };
  expect(() => admit(gateWith(5), hold)).toThrow(RangeError);
});

test("whatever starts and ends in whatever order, no tool starts on money that is not there", () => {
  const random = seededRandom(47);
  const below = (limit: number) => Math.floor(random() * limit);
  let [started, refused] = [0, 0];
  for (let run = 0; run < 500; run++) {
    let gate = gateWith(below(1000) - 100);
    for (let step = 0; step < 40; step++) {
      const left = gate.balanceNanoUsd - heldNanoUsd(gate);
      const ending = gate.holds[below(gate.holds.length * 2)];
      if (ending) {
        const cost = nanoUsd(below(ending.estimateNanoUsd + 1));
        gate = ended(gate, ending.key, cost);
        continue;
      }
      const estimate = below(200);
      const hold = { key: `${step}`, estimateNanoUsd: nanoUsd(estimate) };
      const answer = admit(gate, hold);
      const expected = left > 0 || (left === 0 && gate.holds.length === 0);
      expect("kind" in answer).toBe(expected);
      if ("reason" in answer) {
        refused++;
        continue;
      }
      started++;
      gate = holding(gate, hold);
      // At most the last one reaches below zero.
      expect(gate.balanceNanoUsd - heldNanoUsd(gate)).toBeGreaterThanOrEqual(-estimate);
    }
  }
  expect(Math.min(started, refused)).toBeGreaterThan(1000);
});
