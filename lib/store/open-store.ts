/** The way to Postgres from a worker: kysely over Neon's HTTP protocol, one request per call. */
import { neon, neonConfig } from "@neondatabase/serverless";
import { type CompiledQuery, Kysely } from "kysely";
import { NeonDialect } from "kysely-neon";
import type { Database } from "./database.ts";
import { toAppError } from "./store-error.ts";

/** A suspended Neon compute takes a second or two to wake; beyond this something is wrong. */
const defaultRequestTimeoutMs = 10_000;

export type StoreOptions = {
  readonly databaseUrl: string;
  /** Full URL ending in `/sql`; only for a local endpoint that speaks Neon's protocol. */
  readonly fetchEndpoint?: string;
  readonly requestTimeoutMs?: number;
  /** Called once for every request sent: round trips are counted per turn. */
  readonly onQuery?: () => void;
};

/** Both reject with AppError: `store_unavailable` (retry later) or `store_rejected` (a data error). */
export interface Store {
  /** For reads and single statements. */
  readonly db: Kysely<Database>;
  /** All statements in one transaction and one request: all are applied, or none. Gives the rows of each. */
  readonly transact: (
    queries: readonly CompiledQuery[],
  ) => Promise<readonly (readonly unknown[])[]>;
}

export function openStore(options: StoreOptions): Store {
  const { databaseUrl, fetchEndpoint, onQuery } = options;
  const { requestTimeoutMs = defaultRequestTimeoutMs } = options;
  // The driver knows this setting only globally; a process talks to one endpoint.
  if (fetchEndpoint !== undefined) neonConfig.fetchEndpoint = fetchEndpoint;
  const client = neon(databaseUrl);
  const fetchOptions = () => ({ signal: AbortSignal.timeout(requestTimeoutMs) });

  async function query(text: string, parameters: unknown[] = [], mode = {}): Promise<unknown> {
    onQuery?.();
    return client
      .query(text, parameters, { ...mode, fetchOptions: fetchOptions() })
      .catch((error: unknown) => {
        throw toAppError(error);
      });
  }

  async function transact(queries: readonly CompiledQuery[]): Promise<unknown[][]> {
    onQuery?.();
    const statements = queries.map((each) => client.query(each.sql, [...each.parameters]));
    return client
      .transaction(statements, { fetchOptions: fetchOptions() })
      .catch((error: unknown) => {
        throw toAppError(error);
      });
  }

  const dialect = new NeonDialect({ neon: () => ({ query }) });
  return { db: new Kysely<Database>({ dialect }), transact };
}
