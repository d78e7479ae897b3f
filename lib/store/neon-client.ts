/**
 * Neon's driver, and what its errors mean. Heavy with cryptography that another of its doors needs: to be imported with
 * the first query.
 */
import { neon, neonConfig } from "@neondatabase/serverless";
import type { CompiledQuery } from "kysely";
import { toAppError } from "./store-error.ts";

export type NeonOptions = {
  readonly databaseUrl: string;
  /** Full URL ending in `/sql`; only for a local endpoint that speaks Neon's protocol. */
  readonly fetchEndpoint?: string;
  readonly requestTimeoutMs: number;
};

/** Both reject with AppError: `store_unavailable` (retry later) or `store_rejected` (a data error). */
export interface NeonClient {
  query(text: string, parameters: unknown[], mode: object): Promise<unknown>;
  transact(queries: readonly CompiledQuery[]): Promise<unknown[][]>;
}

export function openNeon(options: NeonOptions): NeonClient {
  const { databaseUrl, fetchEndpoint, requestTimeoutMs } = options;
  // The driver knows this setting only globally; a process talks to one endpoint.
  if (fetchEndpoint !== undefined) neonConfig.fetchEndpoint = fetchEndpoint;
  const client = neon(databaseUrl);
  const fetchOptions = () => ({ signal: AbortSignal.timeout(requestTimeoutMs) });
  const refuse = (error: unknown): never => {
    throw toAppError(error);
  };
  return {
    query: (text, parameters, mode) =>
      client.query(text, parameters, { ...mode, fetchOptions: fetchOptions() }).catch(refuse),
    transact: (queries) => {
      const statements = queries.map((each) => client.query(each.sql, [...each.parameters]));
      return client.transaction(statements, { fetchOptions: fetchOptions() }).catch(refuse);
    },
  };
}
