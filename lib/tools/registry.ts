/** The tools there are. Their order is part of every prompt, so it does not depend on what is configured (P7). */
import { renderLatex } from "./render-latex.ts";
import type { Tool } from "./tool.ts";

/** What tools work with, made in `functions/`; null where it is not configured: its tool then says so. */
export type Engines = Readonly<Record<never, never>>;

export function openTools(_engines: Engines): readonly Tool[] {
  return [renderLatex];
}
