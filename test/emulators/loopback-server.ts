/** An HTTP server on 127.0.0.1 that can vanish and come back on its port, as a vendor's does when it fails. */
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type LoopbackServer = {
  readonly port: number;
  /** Cuts every connection, upgraded ones too, and refuses new ones. Harmless when already paused. */
  pause(): Promise<void>;
  /** Listens on the same port again. Harmless when not paused. */
  resume(): Promise<void>;
};

/** Longer than any client keeps an idle connection, so the server never closes one that is being reused. */
const KEEP_ALIVE_MS = 65_000;

/** Starts listening; port 0 picks a free one. Rejects where the port is taken. */
export async function listenOnLoopback(server: Server, wanted: number): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, wanted);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    pause: () => cut(server, sockets),
    resume: () => listen(server, port),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  if (server.listening) return;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function cut(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
