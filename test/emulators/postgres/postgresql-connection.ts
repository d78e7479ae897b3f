/** A connection to a real PostgreSQL over its unix socket, which trusts whoever can open it. */
import { connect, type Socket } from "node:net";
import { parseError } from "./wire/error-response.ts";
import { startupPacket } from "./wire/handshake.ts";
import { MessageSplitter } from "./wire/message-splitter.ts";
import { type Message, messageType } from "./wire/messages.ts";

export type PostgresqlConnection = {
  readonly socket: Socket;
  /** Everything the server said after authentication, ReadyForQuery last. */
  readonly greeting: Buffer;
};

export const SUPERUSER = "ferry";

export function connectPostgresql(path: string, database: string): Promise<PostgresqlConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const splitter = new MessageSplitter();
    const greeting: Message[] = [];
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const hear = (chunk: Buffer) => {
      splitter.push(chunk);
      for (let part = splitter.next(); part !== null; part = splitter.next()) {
        const type = messageType(part);
        if (type === "E") return fail(new Error(parseError(part).message));
        if (type !== "R") greeting.push(part);
        if (type !== "Z") continue;
        socket.off("data", hear).off("error", fail).off("close", closed);
        return resolve({ socket, greeting: Buffer.concat(greeting) });
      }
    };
    const closed = () => fail(new Error("PostgreSQL closed the connection"));
    socket.on("data", hear).on("error", fail).on("close", closed);
    socket.write(startupPacket({ user: SUPERUSER, database, client_encoding: "UTF8" }));
  });
}

/** Sends one request and collects its answer up to ReadyForQuery. */
export function exchange(socket: Socket, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const splitter = new MessageSplitter();
    const answer: Message[] = [];
    const finish = () => socket.off("data", hear).off("error", fail).off("close", closed);
    const fail = (error: Error) => {
      finish();
      reject(error);
    };
    const closed = () => fail(new Error("PostgreSQL closed the connection"));
    const hear = (chunk: Buffer) => {
      splitter.push(chunk);
      for (let part = splitter.next(); part !== null; part = splitter.next()) {
        answer.push(part);
        if (messageType(part) !== "Z") continue;
        finish();
        return resolve(Buffer.concat(answer));
      }
    };
    socket.on("data", hear).on("error", fail).on("close", closed);
    socket.write(request);
  });
}
