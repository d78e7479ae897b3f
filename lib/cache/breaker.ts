/** The circuit breaker as a pure function: after three failures Redis is left alone, then asked once. */

/** Design §6: 3 failures → 30 s open → one probe. */
const breakerFailures = 3;
const breakerOpenMs = 30_000;

/** `trialAtMs`: behind a failure one call at a time goes out; null while none does. */
export type BreakerState =
  | {
      readonly kind: "closed";
      readonly failures: number;
      readonly lastFailureAtMs: number;
      readonly trialAtMs: number | null;
    }
  | { readonly kind: "open"; readonly untilMs: number }
  | { readonly kind: "probing"; readonly probeAtMs: number };

/** `abandoned`: the call ended without saying anything about Redis, e.g. it was cancelled. */
export type BreakerEvent =
  | { readonly kind: "started" }
  | { readonly kind: "succeeded" | "failed" | "abandoned"; readonly startedAtMs: number };

export const closedBreaker: BreakerState = {
  kind: "closed",
  failures: 0,
  lastFailureAtMs: 0,
  trialAtMs: null,
};

/**
 * Whether a call may go out now. Threads of one isolate share it: of those that are in flight when Redis goes each
 * fails, but behind the first failure only two more go out, one after the other. A trial or probe nobody reported
 * back on (its invocation died) is replaced after another open period; otherwise the breaker would stay shut for
 * ever (opossum #276).
 */
export function admits(state: BreakerState, now: number): boolean {
  if (state.kind === "open") return isOver(state.untilMs, now);
  const askedAtMs = state.kind === "closed" ? state.trialAtMs : state.probeAtMs;
  return askedAtMs === null || isOver(askedAtMs + breakerOpenMs, now);
}

/** A clock that was set back must not shut Redis out for longer than the open period (faults F66). */
function isOver(untilMs: number, now: number): boolean {
  return now >= untilMs || now < untilMs - breakerOpenMs;
}

/** The next state; `started` is only sent for calls that `admits` let through. */
export function nextBreaker(state: BreakerState, event: BreakerEvent, now: number): BreakerState {
  if (event.kind === "started") {
    if (state.kind !== "closed") return { kind: "probing", probeAtMs: now };
    return state.failures === 0 ? state : { ...state, trialAtMs: now };
  }
  if (state.kind === "closed") return afterCall(state, event, now);
  if (state.kind === "probing" && event.startedAtMs === state.probeAtMs) {
    return afterProbe(event, now);
  }
  return state;
}

type Closed = Extract<BreakerState, { kind: "closed" }>;
type Ended = Exclude<BreakerEvent, { kind: "started" }>;

function afterCall(state: Closed, event: Ended, now: number): BreakerState {
  if (event.kind === "succeeded") return closedBreaker;
  // Calls in flight together see one outage, so they count once (faults-and-benchmarks §1.4).
  const isSameOutage = event.startedAtMs < state.lastFailureAtMs && now >= state.lastFailureAtMs;
  const trialAtMs = event.startedAtMs === state.trialAtMs ? null : state.trialAtMs;
  if (event.kind === "abandoned" || isSameOutage) return { ...state, trialAtMs };
  const failures = state.failures + 1;
  if (failures >= breakerFailures) return { kind: "open", untilMs: now + breakerOpenMs };
  return { kind: "closed", failures, lastFailureAtMs: now, trialAtMs };
}

function afterProbe(event: Ended, now: number): BreakerState {
  if (event.kind === "succeeded") return closedBreaker;
  return { kind: "open", untilMs: event.kind === "failed" ? now + breakerOpenMs : now };
}
