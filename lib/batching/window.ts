/** The window as pure functions: when do messages sent in one breath stop being one batch? (design §4, §6) */
import type { OpenWindow } from "../model/window.ts";

/** What a message says about the gap to the next one of the same breath. */
export type Shape = "text" | "album" | "forward" | "split";

export type WindowRules = {
  /** Fixed from the first message; typing on does not extend it. */
  readonly windowMs: number;
  /** How long after each such message it must be quiet: their real gaps are longer than the window. */
  readonly quietMs: Readonly<Record<Exclude<Shape, "text">, number>>;
  readonly textCapMs: number;
  readonly slowCapMs: number;
  /** A batch this large travels at once. */
  readonly maxInbounds: number;
};

/** The window once a message that arrives now has joined it. Never closes later than its cap allows. */
export function joinWindow(
  window: OpenWindow | null,
  shape: Shape,
  { nowMs, rules }: { readonly nowMs: number; readonly rules: WindowRules },
): OpenWindow {
  // Of a clock that was set back the window was opened in the future: it must not stay open until then (faults F66).
  const openedAtMs = Math.min(window?.openedAtMs ?? nowMs, nowMs);
  const slow = (window?.slow ?? false) || shape !== "text";
  const count = (window?.count ?? 0) + 1;
  const quietUntilMs = shape === "text" ? openedAtMs : nowMs + rules.quietMs[shape];
  const wantedMs = Math.max(window?.closesAtMs ?? openedAtMs + rules.windowMs, quietUntilMs);
  const capMs = openedAtMs + (slow ? rules.slowCapMs : rules.textCapMs);
  const closesAtMs = count >= rules.maxInbounds ? nowMs : Math.min(wantedMs, capMs);
  return { openedAtMs, closesAtMs, count, slow };
}
