/** Decides, point by point, what becomes of a worker that reports a crash point: on it goes, or not. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CrashPoint } from "./crash-point.ts";

export type Strike = {
  /** Points a chat must pass in this order; it is struck at the last. */
  readonly at: readonly CrashPoint[];
  /** `hold` waits until the worker is killed. */
  readonly does: "hold" | "throw" | "hang";
  /** How often; from the second time on the last point alone is enough. */
  readonly times: number;
};

export type CrashControl = {
  readonly url: string;
  readonly arm: (chatId: number, strike: Strike) => void;
  /** This chat is struck no more. */
  readonly disarm: (chatId: number) => void;
  /** So often a chat was struck. */
  readonly struck: (chatId: number) => number;
  readonly close: () => Promise<void>;
};

type Armed = { readonly strike: Strike; ahead: readonly CrashPoint[]; struck: number };

/** `hangMs`: how long a hanging step is late. */
export async function startCrashControl(hangMs: number): Promise<CrashControl> {
  const armed = new Map<number, Armed>();
  const server = createServer((request, response) => {
    const [, point, chatId] = (request.url ?? "").split("/");
    const does = strikeAt(armed.get(Number(chatId)), point);
    answer(response, does, hangMs);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arm: (chatId, strike) => armed.set(chatId, { strike, ahead: strike.at, struck: 0 }),
    disarm: (chatId) => armed.delete(chatId),
    struck: (chatId) => armed.get(chatId)?.struck ?? 0,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function strikeAt(armed: Armed | undefined, point: string | undefined): Strike["does"] | null {
  if (!armed || armed.struck === armed.strike.times || armed.ahead[0] !== point) return null;
  armed.ahead = armed.ahead.slice(1);
  if (armed.ahead.length > 0) return null;
  armed.ahead = armed.strike.at.slice(-1);
  armed.struck += 1;
  return armed.strike.does;
}

function answer(response: ServerResponse, does: Strike["does"] | null, hangMs: number): void {
  if (does === "hold") return;
  response.statusCode = does === "throw" ? 500 : 204;
  setTimeout(() => response.end(), does === "hang" ? hangMs : 0);
}
