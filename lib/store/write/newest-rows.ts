/** One row per key, the newest: a statement may touch a row only once. */
import type { PlacedRow } from "./placed-row.ts";

export type Versioning<Row> = {
  readonly key: (row: Row) => string;
  readonly version: (row: Row) => number;
};

/** In key order, so that two transactions lock rows in the same order and do not deadlock. */
export function newestRows<Row extends PlacedRow>(
  rows: readonly Row[],
  { key, version }: Versioning<Row>,
): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const known = byKey.get(key(row));
    if (!known || version(row) > version(known)) byKey.set(key(row), row);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
