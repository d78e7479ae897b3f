/** A vendor reduced to what it answers: an HTTP server on 127.0.0.1 that a test hands its words. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback } from "../emulators/loopback-server.ts";

export type Received = { readonly path: string; readonly body: unknown };
export type Reply = (response: ServerResponse, request: Received) => void;

export type HttpAnswers = {
  readonly url: string;
  readonly received: readonly Received[];
  /** Whatever is asked from now on is answered so. */
  answer(reply: Reply): void;
  stop(): Promise<void>;
};

export async function startHttpAnswers(): Promise<HttpAnswers> {
  const received: Received[] = [];
  let reply: Reply = (response) => response.end();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const asked = { path: request.url ?? "", body: body === "" ? null : JSON.parse(body) };
    received.push(asked);
    reply(response, asked);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const { port, pause } = await listenOnLoopback(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (next) => {
      reply = next;
    },
    stop: pause,
  };
}

export function json(status: number, body: unknown): Reply {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
}
