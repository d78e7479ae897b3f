/** The note of a charge: which model, how much of what. Figures for receipts and operators, not sentences. */
import type { CostLine } from "./cost-of-usage.ts";

export function describeUsage(
  model: string,
  lines: readonly CostLine[],
  estimated: boolean,
): string {
  const counts = lines.map(({ kind, count }) => `${kind} ${count}`);
  return [model, ...counts, ...(estimated ? ["estimated"] : [])].join(" · ");
}
