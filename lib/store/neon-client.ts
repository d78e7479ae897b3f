/**
 * Neon's driver, and what its errors mean. Heavy with cryptography that another of its doors needs: to be imported with
 * the first query.
 */
import { neon, neonConfig } from "@neondatabase/serverless";
import type { CompiledQuery } from "kysely";
import { toAppError } from "./store-error.ts";

export type Statement = Pick<CompiledQuery, "sql" | "parameters">;

export type NeonOptions = {
  readonly databaseUrl: string;
  /** Full URL ending in `/sql`; only for a local endpoint that speaks Neon's protocol. */
  readonly fetchEndpoint?: string;
  readonly requestTimeoutMs: number;
};

/** Statements of one transaction and one request; gives the result of each. */
export interface NeonClient {
  /** Rejects with AppError: `store_unavailable` (retry later) or `store_rejected` (a data error). */
  request(statements: readonly Statement[], mode: object): Promise<unknown[]>;
}

export function openNeon(options: NeonOptions): NeonClient {
  const { databaseUrl, fetchEndpoint, requestTimeoutMs } = options;
  // The driver knows this setting only globally; a process talks to one endpoint.
  if (fetchEndpoint !== undefined) neonConfig.fetchEndpoint = fetchEndpoint;
  const client = neon(databaseUrl);
  /** In the same request and transaction: a connection of the proxy is shared, and must not keep the setting. */
  const limit = `set local statement_timeout = ${requestTimeoutMs}`;
  return {
    async request(statements, mode) {
      const all = [{ sql: limit, parameters: [] }, ...statements];
      const fetchOptions = { signal: AbortSignal.timeout(requestTimeoutMs) };
      try {
        const queries = all.map((each) => client.query(each.sql, [...each.parameters]));
        const [, ...results] = await client.transaction(queries, { ...mode, fetchOptions });
        return results;
      } catch (error) {
        throw toAppError(error);
      }
    },
  };
}
