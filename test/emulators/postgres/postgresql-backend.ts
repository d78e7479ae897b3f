/** An installed PostgreSQL, started for us alone in a temporary folder: what the tests prefer. */
import { chownSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTied, type TiedChild } from "../tied-child.ts";
import type { Backend, Session, SessionClient } from "./backend.ts";
import type { InstalledPostgresql } from "./find-postgresql.ts";
import { connectPostgresql, exchange, SUPERUSER } from "./postgresql-connection.ts";
import { extendedQuery } from "./wire/extended-query.ts";
import { message, ROLLBACK, SYNC, transactionStatus } from "./wire/messages.ts";
import { parseReply } from "./wire/parse-reply.ts";

const DATABASE = "ferry";

/** Nobody but we can enter the folder, so its socket may trust; the data die with us, so nothing is synced. */
const START = `
"$1/initdb" -D "$2/data" -U ${SUPERUSER} -A trust -E UTF8 --locale=C --no-sync --no-instructions &&
exec "$1/postgres" -D "$2/data" -c unix_socket_directories="$2" -c listen_addresses= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=UTC -c max_connections=200
`;

export async function startPostgresql(installed: InstalledPostgresql): Promise<Backend> {
  const { binFolder, runAs } = installed;
  const folder = await mkdtemp(join(tmpdir(), "ferry-postgres-"));
  if (runAs !== null) chownSync(folder, runAs.uid, runAs.gid);
  const command = ["sh", "-c", START, "start-postgresql", binFolder, folder];
  const server = await startTied({ command, folder, runAs });
  try {
    const socketPath = join(folder, ".s.PGSQL.5432");
    const version = await createDatabase(socketPath);
    return new PostgresqlBackend({ server, socketPath, version });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Creates our database and reads, on the same connection, the server's version. */
async function createDatabase(socketPath: string): Promise<string> {
  const { socket } = await connectPostgresql(socketPath, "postgres");
  const create = extendedQuery(`create database ${DATABASE}`, []);
  const created = parseReply(await exchange(socket, Buffer.concat([create, SYNC])));
  if (created.error !== null) throw new Error(created.error.message);
  const show = extendedQuery("show server_version", []);
  const shown = parseReply(await exchange(socket, Buffer.concat([show, SYNC])));
  socket.destroy();
  return shown.results[0]?.rows[0]?.[0] ?? "";
}

type Running = {
  readonly server: TiedChild;
  readonly socketPath: string;
  /** e.g. "15.18 (Debian 15.18-0+deb12u1)" */
  readonly version: string;
};

class PostgresqlBackend implements Backend {
  readonly version: string;
  readonly #server: TiedChild;
  readonly #socketPath: string;
  readonly #idle: Socket[] = [];

  constructor({ server, socketPath, version }: Running) {
    this.version = `PostgreSQL ${version.split(" ")[0]}`;
    this.#server = server;
    this.#socketPath = socketPath;
  }

  async run(request: Buffer): Promise<Buffer> {
    const socket = this.#takeIdle() ?? (await connectPostgresql(this.#socketPath, DATABASE)).socket;
    try {
      const answer = await exchange(socket, request);
      if (transactionStatus(answer) !== "I") await exchange(socket, ROLLBACK);
      this.#idle.push(socket);
      return answer;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /** Without those that the server has ended while they were idle. */
  #takeIdle(): Socket | undefined {
    let socket = this.#idle.pop();
    while (socket?.destroyed) socket = this.#idle.pop();
    return socket;
  }

  async openSession(client: SessionClient): Promise<Session> {
    const { socket, greeting } = await connectPostgresql(this.#socketPath, DATABASE);
    socket.on("data", (bytes: Buffer) => client.onAnswer(bytes));
    socket.once("close", () => client.onEnd());
    return {
      greeting,
      send: (part) => socket.write(part),
      close: () => socket.end(message("X")),
    };
  }

  async stop(): Promise<void> {
    for (const socket of this.#idle) socket.destroy();
    await this.#server.stop();
  }
}
