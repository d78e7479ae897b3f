/** PostgreSQL compiled to WebAssembly, in this process: what `npm start` uses where nothing is installed. */
import type { PGlite } from "@electric-sql/pglite";
import type { Backend, SessionClient } from "./backend.ts";
import { claimDataFolder } from "./data-folder-claim.ts";
import { FifoLock, type Release } from "./fifo-lock.ts";
import { openFolder, openInMemory } from "./pglite-database.ts";
import { PgliteSession, type SharedBackend } from "./pglite-session.ts";
import { ROLLBACK, transactionStatus } from "./wire/messages.ts";

/** A session that waits longer inside a transaction is ended: everyone else stands behind it. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** Opens (or first creates) the data folder; without one the data live in memory. */
export async function startPglite(dataDir: string | undefined): Promise<Backend> {
  if (dataDir === undefined) return serve(await openInMemory(), () => {});
  const releaseFolder = await claimDataFolder(dataDir);
  try {
    return await serve(await openFolder(dataDir), releaseFolder);
  } catch (error) {
    releaseFolder();
    throw error;
  }
}

async function serve(database: PGlite, releaseFolder: () => void): Promise<Backend> {
  const { rows } = await database.query<{ server_version: string }>("show server_version");
  return new PgliteBackend(database, rows[0]?.server_version ?? "", releaseFolder);
}

/** Sessions share what belongs to the one backend: SET, temporary tables, named statements, session locks. */
class PgliteBackend implements Backend, SharedBackend {
  readonly version: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly #database: PGlite;
  readonly #releaseFolder: () => void;
  readonly #lock = new FifoLock();

  constructor(database: PGlite, serverVersion: string, releaseFolder: () => void) {
    this.#database = database;
    this.#releaseFolder = releaseFolder;
    this.version = `PGlite ${serverVersion.split(" ")[0]}`;
    this.settings = {
      server_version: serverVersion,
      server_encoding: "UTF8",
      client_encoding: "UTF8",
      DateStyle: "ISO, MDY",
      TimeZone: "UTC",
      integer_datetimes: "on",
      standard_conforming_strings: "on",
    };
  }

  acquire(): Promise<Release> {
    return this.#lock.acquire();
  }

  async execute(request: Buffer): Promise<Buffer> {
    return Buffer.from(await this.#database.execProtocolRaw(request));
  }

  async run(request: Buffer): Promise<Buffer> {
    const release = await this.acquire();
    try {
      const answer = await this.execute(request);
      if (transactionStatus(answer) !== "I") await this.execute(ROLLBACK);
      return answer;
    } finally {
      release();
    }
  }

  async openSession(client: SessionClient): Promise<PgliteSession> {
    return new PgliteSession({
      backend: this,
      client,
      idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
    });
  }

  async stop(): Promise<void> {
    const release = await this.acquire();
    try {
      await this.#database.close();
    } finally {
      this.#releaseFolder();
      release();
    }
  }
}
