/** A connection to a real PostgreSQL over its unix socket, which trusts whoever can open it. */
import { connect, type Socket } from "node:net";
import { parseError } from "./wire/error-response.ts";
import { startupPacket } from "./wire/handshake.ts";
import { MessageSplitter } from "./wire/message-splitter.ts";
import { type Message, messageType } from "./wire/messages.ts";

export type PostgresqlConnection = {
  readonly socket: Socket;
  /** The server's answer to the startup: AuthenticationOk first, ReadyForQuery last. */
  readonly greeting: Buffer;
};

export const SUPERUSER = "ferry";

export async function connectPostgresql(
  path: string,
  database: string,
): Promise<PostgresqlConnection> {
  const socket = connect(path);
  // A broken connection also closes, which is where it is dealt with.
  socket.on("error", () => {});
  const startup = startupPacket({ user: SUPERUSER, database, client_encoding: "UTF8" });
  return { socket, greeting: await exchange(socket, startup) };
}

/** Sends one request and collects its answer up to ReadyForQuery; rejects where the server hangs up. */
export function exchange(socket: Socket, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const splitter = new MessageSplitter();
    const answer: Message[] = [];
    const hear = (chunk: Buffer) => {
      splitter.push(chunk);
      for (let part = splitter.next(); part !== null; part = splitter.next()) {
        answer.push(part);
        if (messageType(part) !== "Z") continue;
        socket.off("data", hear).off("close", closed);
        resolve(Buffer.concat(answer));
      }
    };
    const closed = () => reject(new Error(lastWords(answer)));
    socket.on("data", hear).on("close", closed);
    socket.write(request);
  });
}

function lastWords(answer: readonly Message[]): string {
  const error = answer.findLast((part) => messageType(part) === "E");
  const message = error === undefined ? undefined : parseError(error).message;
  return message ?? "PostgreSQL closed the connection";
}
