/** What an error of Postgres means: is a row at fault, or is the store away for now. */
import { NeonDbError } from "@neondatabase/serverless";
import { AppError } from "../model/app-error.ts";

/**
 * SQLSTATE classes only a row's own values can cause: data exception, integrity violation, program
 * limit exceeded. Everything else heals without touching the row: no answer, 08 connection,
 * 53 resources, 57 operator intervention, 40 rollback (deadlock), XX storage, and also 42, where
 * the migration has not run yet. (PostgreSQL 18, appendix A)
 */
const rowFault = /^(22|23|54)/;

export function toAppError(error: unknown): AppError {
  const code = sqlState(error);
  if (code !== null && rowFault.test(code)) {
    return new AppError("store_rejected", `Postgres refused the data (${describe(error, code)})`, {
      retry: { kind: "never" },
      blame: "us",
    });
  }
  return new AppError("store_unavailable", `Postgres is unavailable (${describe(error, code)})`, {
    retry: { kind: "later" },
    blame: "vendor",
  });
}

function sqlState(error: unknown): string | null {
  return error instanceof NeonDbError && error.code ? error.code : null;
}

/** Names only: Postgres's own text, and so `cause`, may quote a row's content or the connection string. */
function describe(error: unknown, code: string | null): string {
  if (!(error instanceof NeonDbError) || code === null) return "no answer";
  const place = [error.table, error.column, error.constraint].filter(Boolean).join(" ");
  return place ? `${code} at ${place}` : code;
}
