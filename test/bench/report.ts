/** Results for people: one table per bench. */
import type { Bench, Limit, Measure } from "./bench.ts";
import type { Verdict } from "./verdict.ts";

const headings = ["", "n", "median", "p95", "spread", "limit", ""];

export function describeBench({ name, purpose }: Bench, verdicts: readonly Verdict[]): string {
  const table = alignColumns([headings, ...verdicts.map(rowOf)]);
  return [`${name}: ${purpose}`, ...table.map((line) => `  ${line}`)].join("\n");
}

function rowOf({ measure, summary, missed }: Verdict): readonly string[] {
  const show = (value: number) => showValue(value, measure.unit);
  return [
    measure.what,
    String(summary.count),
    show(summary.median),
    show(summary.p95),
    `${show(summary.min)} … ${show(summary.max)}`,
    measure.limits.map((limit) => showLimit(limit, measure.unit)).join(", "),
    markOf(measure, missed),
  ];
}

function markOf({ limits }: Measure, missed: readonly Limit[]): string {
  if (limits.length === 0) return "";
  return missed.length === 0 ? "✓ held" : "✗ MISSED";
}

function showLimit({ statistic, atMost }: Limit, unit: Measure["unit"]): string {
  return `${statistic} ≤ ${showValue(atMost, unit)}`;
}

function showValue(value: number, unit: Measure["unit"]): string {
  if (["requests", "commands", "statements"].includes(unit)) return String(value);
  return `${value.toFixed(value < 100 && !Number.isInteger(value) ? 1 : 0)} ${unit}`;
}

/** Text to the left, figures to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("   ")
      .trimEnd(),
  );
}
