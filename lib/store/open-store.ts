/** The way to Postgres from a worker: kysely over Neon's HTTP protocol, one request per call. */
import { type CompiledQuery, Kysely } from "kysely";
import { NeonDialect } from "kysely-neon";
import type { Database } from "./database.ts";
import type { NeonClient, Statement } from "./neon-client.ts";

/**
 * A suspended Neon compute takes a second or two to wake; beyond this something is wrong. Postgres gives up a
 * statement after the same time: nobody waits for it any more, and it must not hold its locks.
 */
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
  const { onQuery, requestTimeoutMs = defaultRequestTimeoutMs } = options;
  let opened: NeonClient | null = null;

  async function request(statements: readonly Statement[], mode = {}): Promise<unknown[]> {
    onQuery?.();
    const { openNeon } = await import("./neon-client.ts");
    opened ??= openNeon({ ...options, requestTimeoutMs });
    return opened.request(statements, mode);
  }

  /** As the dialect asks. */
  async function query(sql: string, parameters: unknown[] = [], mode = {}): Promise<unknown> {
    const [result] = await request([{ sql, parameters }], mode);
    return result;
  }

  async function transact(queries: readonly CompiledQuery[]): Promise<unknown[][]> {
    return (await request(queries)) as unknown[][];
  }

  const dialect = new NeonDialect({ neon: () => ({ query }) });
  return { db: new Kysely<Database>({ dialect }), transact };
}
