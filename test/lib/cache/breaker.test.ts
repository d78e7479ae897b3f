import { describe, expect, test } from "vitest";
import {
  admits,
  type BreakerState,
  closedBreaker,
  nextBreaker,
} from "../../../lib/cache/breaker.ts";
import { seededRandom } from "../seeded-random.ts";

type Verdict = "succeeded" | "failed" | "abandoned";
type Call = { readonly verdict: Verdict; readonly startedAtMs: number; readonly endedAtMs: number };

const secondMs = 1000;

function start(state: BreakerState, now: number): BreakerState {
  return nextBreaker(state, { kind: "started" }, now);
}

function end(state: BreakerState, { verdict, startedAtMs, endedAtMs }: Call): BreakerState {
  return nextBreaker(state, { kind: verdict, startedAtMs }, endedAtMs);
}

/** One call after the other, each taking 100 ms. */
function afterCalls(verdicts: readonly Verdict[], from = closedBreaker): BreakerState {
  return verdicts.reduce((state, verdict, index) => {
    const startedAtMs = index * 100;
    return end(start(state, startedAtMs), { verdict, startedAtMs, endedAtMs: startedAtMs + 100 });
  }, from);
}

describe("a breaker", () => {
  test("opens for 30 s after three failures in a row", () => {
    const open = afterCalls(["failed", "failed", "failed"]);
    expect(admits(open, 300)).toBe(false);
    expect(admits(open, 300 + 30 * secondMs - 1)).toBe(false);
    expect(admits(open, 300 + 30 * secondMs)).toBe(true);
  });

  test("stays closed when a success comes between failures", () => {
    const state = afterCalls(["failed", "failed", "succeeded", "failed", "failed"]);
    expect(admits(state, 500)).toBe(true);
  });

  test("does not count cancelled calls, neither for nor against Redis", () => {
    expect(admits(afterCalls(Array(10).fill("abandoned")), 1000)).toBe(true);
    const open = afterCalls(["failed", "failed", "abandoned", "failed"]);
    expect(admits(open, 400)).toBe(false);
  });

  test("counts calls that failed side by side as one outage", () => {
    const side = { verdict: "failed", startedAtMs: 0 } as const;
    const ends = [150, 151, 152, 153, 154];
    const state = ends.reduce((s, endedAtMs) => end(s, { ...side, endedAtMs }), closedBreaker);
    expect(admits(state, 160)).toBe(true);
  });

  test("lets one call at a time through behind a failure, until one succeeds", () => {
    const doubting = afterCalls(["failed"]);
    const trying = start(doubting, 200);
    expect(admits(trying, 210)).toBe(false);
    const trial = { startedAtMs: 200, endedAtMs: 220 };
    expect(admits(end(trying, { ...trial, verdict: "failed" }), 220)).toBe(true);
    expect(admits(end(trying, { ...trial, verdict: "abandoned" }), 220)).toBe(true);
    expect(end(trying, { ...trial, verdict: "succeeded" })).toEqual(closedBreaker);
    // Whoever was in flight before says nothing of the trial; nobody says what became of one that died.
    const late = { startedAtMs: 50, endedAtMs: 230, verdict: "failed" } as const;
    expect(admits(end(trying, late), 230)).toBe(false);
    expect(admits(trying, 200 + 30 * secondMs)).toBe(true);
  });

  test("lets exactly one probe through, whose success closes it and whose failure opens it again", () => {
    const open = afterCalls(["failed", "failed", "failed"]);
    const probeAtMs = 31 * secondMs;
    const probing = start(open, probeAtMs);
    expect(admits(probing, probeAtMs)).toBe(false);
    expect(admits(probing, probeAtMs + 29 * secondMs)).toBe(false);

    const probe = { startedAtMs: probeAtMs, endedAtMs: probeAtMs + 50 };
    expect(end(probing, { ...probe, verdict: "succeeded" })).toEqual(closedBreaker);
    const again = end(probing, { ...probe, verdict: "failed" });
    expect(admits(again, probeAtMs + 50 + 30 * secondMs - 1)).toBe(false);
    expect(admits(again, probeAtMs + 50 + 30 * secondMs)).toBe(true);
  });

  test("probes again at once when the probe was cancelled, and after 30 s when it vanished", () => {
    const probeAtMs = 31 * secondMs;
    const probing = start(afterCalls(["failed", "failed", "failed"]), probeAtMs);
    const cancelled = {
      verdict: "abandoned",
      startedAtMs: probeAtMs,
      endedAtMs: probeAtMs,
    } as const;
    expect(admits(end(probing, cancelled), probeAtMs)).toBe(true);
    expect(admits(probing, probeAtMs + 30 * secondMs)).toBe(true);
  });

  test("is not shut for longer because the clock was set back, and still counts", () => {
    const [noon, anHourEarlier] = [12 * 3600 * secondMs, 11 * 3600 * secondMs];
    const failAt = (state: BreakerState, atMs: number) =>
      end(start(state, atMs), { verdict: "failed", startedAtMs: atMs, endedAtMs: atMs });
    const open = [noon, noon + 1, noon + 2].reduce(failAt, closedBreaker);
    expect(admits(open, noon + 3)).toBe(false);
    expect(admits(open, anHourEarlier)).toBe(true);
    const counting = [noon, anHourEarlier, anHourEarlier + 1].reduce(failAt, closedBreaker);
    expect(admits(counting, anHourEarlier + 2)).toBe(false);
  });

  test("is not moved by calls that began before it opened", () => {
    const open = afterCalls(["failed", "failed", "failed"]);
    const late = { startedAtMs: 10, endedAtMs: 31 * secondMs };
    expect(end(open, { ...late, verdict: "succeeded" })).toEqual(open);
    const probing = start(open, 31 * secondMs);
    expect(end(probing, { ...late, verdict: "succeeded" })).toEqual(probing);
    expect(end(probing, { ...late, verdict: "failed" })).toEqual(probing);
  });
});

/** The same rules as plain bookkeeping over what happened, to compare with. */
class ReferenceBreaker {
  #failedInARow: number[] = [];
  #trialAtMs: number | null = null;
  #shutUntilMs = -1;
  #probeAtMs: number | null = null;
  #open = false;

  admits(now: number): boolean {
    if (!this.#open) return this.#trialAtMs === null || now - this.#trialAtMs >= 30_000;
    if (this.#probeAtMs !== null) return now - this.#probeAtMs >= 30_000;
    return now >= this.#shutUntilMs;
  }

  start(now: number): void {
    if (this.#open) this.#probeAtMs = now;
    else if (this.#failedInARow.length > 0) this.#trialAtMs = now;
  }

  end({ verdict, startedAtMs, endedAtMs }: Call): void {
    if (this.#open) {
      if (startedAtMs === this.#probeAtMs) this.#endProbe(verdict, endedAtMs);
      return;
    }
    if (verdict === "succeeded" || startedAtMs === this.#trialAtMs) this.#trialAtMs = null;
    if (verdict === "succeeded") this.#failedInARow = [];
    const last = this.#failedInARow.at(-1) ?? 0;
    if (verdict === "failed" && startedAtMs >= last) this.#failedInARow.push(endedAtMs);
    if (this.#failedInARow.length === 3) this.#shut(endedAtMs);
  }

  #endProbe(verdict: Verdict, now: number): void {
    this.#probeAtMs = null;
    if (verdict === "failed") this.#shut(now);
    if (verdict === "abandoned") this.#shutUntilMs = now;
    if (verdict === "succeeded") this.#open = false;
  }

  #shut(now: number): void {
    this.#open = true;
    this.#trialAtMs = null;
    this.#failedInARow = [];
    this.#shutUntilMs = now + 30_000;
  }
}

test.each([1, 2, 3, 4, 5])("random calls are let through as the rules say (seed %i)", (seed) => {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  const reference = new ReferenceBreaker();
  const inFlight: number[] = [];
  let state = closedBreaker;
  let now = 0;
  let refused = 0;
  const disagreements: number[] = [];

  for (let step = 0; step < 200_000; step += 1) {
    now += pick([0, 1, 20, 150, 1000, 14_000]) ?? 0;
    const isAdmitted = admits(state, now);
    if (isAdmitted !== reference.admits(now)) disagreements.push(step);
    if (!isAdmitted) refused += 1;
    else if (random() < 0.7) {
      state = start(state, now);
      reference.start(now);
      inFlight.push(now);
    }
    if (inFlight.length > 0 && random() < 0.7) {
      const [startedAtMs = 0] = inFlight.splice(Math.floor(random() * inFlight.length), 1);
      const verdict =
        pick(["succeeded", "failed", "failed", "failed", "abandoned"] as const) ?? "failed";
      const call = { verdict, startedAtMs, endedAtMs: now };
      state = end(state, call);
      reference.end(call);
    }
  }
  expect(disagreements).toEqual([]);
  expect(refused).toBeGreaterThan(10_000);
});
