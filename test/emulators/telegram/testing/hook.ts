/** A webhook that notes what it gets and answers as the test says. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import type { Update } from "grammy/types";

export type HookAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Received = { readonly update: Update; readonly headers: IncomingHttpHeaders };

export type Hook = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves as soon as `count` updates came, with all of them. */
  readonly wait: (count: number) => Promise<readonly Received[]>;
  readonly stop: () => Promise<void>;
};

export const OK: HookAnswer = { status: 200 };

/** `answer` gets each update and how many came before it; while its promise is open, so is the reply. */
export async function startHook(
  answer: (update: Update, before: number) => HookAnswer | Promise<HookAnswer> = () => OK,
): Promise<Hook> {
  const received: Received[] = [];
  const waiting: { readonly count: number; readonly done: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const update = JSON.parse(await text(request)) as Update;
    const before = received.push({ update, headers: request.headers }) - 1;
    for (const waiter of waiting) if (received.length >= waiter.count) waiter.done();
    const { status, headers, body } = await answer(update, before);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const wait = async (count: number): Promise<readonly Received[]> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push({ count, done: resolve });
    if (received.length >= count) resolve();
    await promise;
    return received;
  };
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { url: `http://127.0.0.1:${port}/webhook`, received, wait, stop };
}
