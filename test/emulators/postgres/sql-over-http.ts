/** Neon's `POST /sql`: one statement, or several as one transaction, in a single HTTP request. */
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { Backend } from "./backend.ts";
import { extendedQuery, type TextValue } from "./wire/extended-query.ts";
import { SYNC } from "./wire/messages.ts";
import { parseReply, type StatementResult } from "./wire/parse-reply.ts";

const Statement = z.object({
  query: z.string(),
  params: z.array(z.unknown()).default([]),
});
const Body = z.union([z.object({ queries: z.array(Statement) }), Statement]);

type Statement = z.infer<typeof Statement>;
type SqlBody = z.infer<typeof Body>;

/** The request's statements, or null where it is not what the driver sends. */
export function parseSqlBody(body: Buffer): SqlBody | null {
  try {
    return Body.parse(JSON.parse(body.toString()));
  } catch {
    return null;
  }
}

type SqlAnswer = { readonly status: 200 | 400; readonly body: unknown };

type SqlRequest = {
  readonly headers: IncomingHttpHeaders;
  readonly body: SqlBody;
};

/** Database errors are answered with 400 and all their fields: only then the driver throws a `NeonDbError`. */
export async function answerSql(backend: Backend, request: SqlRequest): Promise<SqlAnswer> {
  const { body, headers } = request;
  const isBatch = "queries" in body;
  const statements = isBatch ? asTransaction(body.queries, headers) : [body];
  const { results, error } = parseReply(await backend.run(encode(statements)));
  if (error !== null) return { status: 400, body: error };
  const asArrays = headers["neon-array-mode"] === "true";
  const shaped = results.map((result) => shape(result, asArrays));
  return { status: 200, body: isBatch ? { results: shaped.slice(1, -1) } : shaped[0] };
}

/**
 * They go out in one pipeline with one Sync: an error skips everything behind it, COMMIT included,
 * and the backend rolls back the transaction left open.
 */
function asTransaction(
  queries: readonly Statement[],
  headers: IncomingHttpHeaders,
): readonly Statement[] {
  const begin = { query: beginFor(headers), params: [] };
  const commit = { query: "COMMIT", params: [] };
  return [begin, ...queries, commit];
}

function encode(statements: readonly Statement[]): Buffer {
  const queries = statements.map(({ query, params }) => extendedQuery(query, params.map(asText)));
  return Buffer.concat([...queries, SYNC]);
}

/** The driver already sends text; other clients may send plain JSON values. */
function asText(value: unknown): TextValue {
  if (value === null || typeof value === "string") return value;
  return JSON.stringify(value);
}

const ISOLATION_LEVELS = new Map<unknown, string>([
  ["ReadUncommitted", "ISOLATION LEVEL READ UNCOMMITTED"],
  ["ReadCommitted", "ISOLATION LEVEL READ COMMITTED"],
  ["RepeatableRead", "ISOLATION LEVEL REPEATABLE READ"],
  ["Serializable", "ISOLATION LEVEL SERIALIZABLE"],
]);
const ACCESS = new Map<unknown, string>([
  ["true", "READ ONLY"],
  ["false", "READ WRITE"],
]);
const DEFERRABLE = new Map<unknown, string>([
  ["true", "DEFERRABLE"],
  ["false", "NOT DEFERRABLE"],
]);

function beginFor(headers: IncomingHttpHeaders): string {
  const modes = [
    ISOLATION_LEVELS.get(headers["neon-batch-isolation-level"]),
    ACCESS.get(headers["neon-batch-read-only"]),
    DEFERRABLE.get(headers["neon-batch-deferrable"]),
  ];
  return ["BEGIN", ...modes.filter((mode) => mode !== undefined)].join(" ");
}

function shape(result: StatementResult, asArrays: boolean): unknown {
  if (asArrays) return { ...result, rowAsArray: true };
  const names = result.fields.map((field) => field.name);
  const rows = result.rows.map((row) => Object.fromEntries(row.map((v, i) => [names[i], v])));
  return { ...result, rowAsArray: false, rows };
}
