/** The window as pure functions: when do messages sent in one breath stop being one batch? (design §4, §6) */

/** What waits already; null while nobody does. */
export type Waiting = { readonly openedAtMs: number; readonly count: number };

export type WindowRules = {
  /** Fixed from the first message; typing on does not extend it. */
  readonly windowMs: number;
  /** A batch this large travels at once. */
  readonly maxInbounds: number;
};

/** When the window closes, once a message that arrives now has joined it. */
export function closesAtMs(waiting: Waiting | null, nowMs: number, rules: WindowRules): number {
  if ((waiting?.count ?? 0) + 1 >= rules.maxInbounds) return nowMs;
  return (waiting?.openedAtMs ?? nowMs) + rules.windowMs;
}
