/** The subset of a Durable Object's SQLite that the journal needs. */
export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export interface Sql {
  exec<Row extends SqlRow>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] };
}

/** All or nothing: a throw inside rolls everything back. */
export type Transact = <T>(work: () => T) => T;

/** Question marks for a list of values: `?, ?, ?`. */
export function marksFor(values: readonly SqlValue[]): string {
  return values.map(() => "?").join(", ");
}
