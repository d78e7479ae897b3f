/** Finds and checks loopback ports before a child process is told to listen there. */
import { createServer } from "node:net";
import { StartRefused } from "./start-refused.ts";

/** Below the range systems take for outgoing connections, so that none grabs the port before its server does. */
const LOWEST = 20_000;
const SPAN = 10_000;

/** A port nobody listens on now, for servers that must know their port beforehand. */
export async function freePort(): Promise<number> {
  const port = LOWEST + Math.floor(Math.random() * SPAN);
  return (await isFree(port)) ? port : freePort();
}

/** Throws StartRefused naming the port and the `option` that changes it. */
export async function requireFreePort(port: number, option: string): Promise<void> {
  if (await isFree(port)) return;
  throw new StartRefused(`Port ${port} is taken. Choose another: npm start -- ${option} <number>`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
