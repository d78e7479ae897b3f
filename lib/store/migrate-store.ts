/** Brings the schema up to date over Neon's WebSocket protocol: migrations need a session. */
import { neonConfig, Pool } from "@neondatabase/serverless";
import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import { type Migration, type MigrationResultSet, Migrator } from "kysely/migration";
import { AppError } from "../model/app-error.ts";

export type MigrateStore = {
  readonly databaseUrl: string;
  /** `host:port/path`; only for a local endpoint that speaks Neon's protocol. */
  readonly wsProxy?: string;
  /** By name; they run in the order of their names, each once. */
  readonly migrations: Readonly<Record<string, Migration>>;
};

export type MigrateResult = {
  readonly applied: readonly string[];
  /** Already there. */
  readonly skipped: readonly string[];
};

/**
 * All in one transaction: a migration that fails leaves the schema as it was.
 * Rejects with AppError: `store_unavailable` when Postgres does not answer, `store_rejected` when it
 * refuses a migration or the login.
 */
export async function migrateStore(options: MigrateStore): Promise<MigrateResult> {
  const { databaseUrl, wsProxy, migrations } = options;
  if (wsProxy !== undefined) goThrough(wsProxy, databaseUrl);
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  // An idle connection that breaks is reported here, and would end the process unheard. The next
  // query fails by itself and says why.
  pool.on("error", () => {});
  // The driver's Pool is pg's, but its types are its own.
  const dialect = new PostgresDialect({ pool: pool as unknown as PostgresPool });
  const db = new Kysely<unknown>({ dialect });
  try {
    const provider = { getMigrations: async () => ({ ...migrations }) };
    const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) throw migrationFailed(error, results);
    const applied = results.map((result) => result.migrationName);
    const skipped = Object.keys(migrations).filter((name) => !applied.includes(name));
    return { applied, skipped };
  } finally {
    await db.destroy();
  }
}

/** Server → proxy: two local databases may be migrated side by side. */
const proxies = new Map<string, string>();

/** The driver knows its proxy only globally, but asks for it by the server's address. */
function goThrough(wsProxy: string, databaseUrl: string): void {
  const { hostname, port } = new URL(databaseUrl);
  proxies.set(`${hostname}:${port}`, wsProxy);
  neonConfig.useSecureWebSocket = false;
  neonConfig.wsProxy = (host, serverPort) => {
    const server = `${host}:${serverPort}`;
    return `${proxies.get(server) ?? wsProxy}?address=${server}`;
  };
}

type Results = NonNullable<MigrationResultSet["results"]>;

function migrationFailed(error: unknown, results: Results): AppError {
  const failed = results.find((result) => result.status === "Error");
  const place = failed ? `Migration ${failed.migrationName}` : "Migrating";
  const code = sqlState(error);
  if (code === null) {
    return new AppError("store_unavailable", `${place}: Postgres does not answer`, {
      retry: { kind: "later" },
      blame: "vendor",
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : "no reason given";
  return new AppError("store_rejected", `${place}: Postgres refused (${code}): ${reason}`, {
    retry: { kind: "never" },
    blame: "us",
    cause: error,
  });
}

function sqlState(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}
