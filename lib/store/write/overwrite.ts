/** The `do update set` part of an upsert: these columns take the incoming values. */
import { type RawBuilder, sql } from "kysely";

export function overwrite<Column extends string>(
  columns: readonly Column[],
): Record<Column, RawBuilder<never>> {
  const pairs = columns.map((column) => [column, sql.ref(`excluded.${column}`)]);
  return Object.fromEntries(pairs) as Record<Column, RawBuilder<never>>;
}
