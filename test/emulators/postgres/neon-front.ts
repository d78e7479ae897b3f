/** Neon's protocol at the door of any backend: HTTP on /sql, WebSocket on /v2, for its password's holders only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocketServer } from "ws";
import { refuseForeign } from "../loopback-guard.ts";
import { BODY_LIMIT_BYTES, readBody } from "../read-body.ts";
import type { Backend } from "./backend.ts";
import { checkConnectionString } from "./check-connection-string.ts";
import { answerSql, parseSqlBody } from "./sql-over-http.ts";
import { WebsocketSession } from "./websocket-session.ts";

export type NeonFront = {
  readonly server: Server;
  requestCount(): number;
  setDelayMs(delayMs: number): void;
  suspend(): void;
  wake(): void;
};

type Answer = { readonly status: number; readonly body: unknown };

export function neonFront(backend: Backend, password: string): NeonFront {
  const state = { requests: 0, delayMs: 0, awake: Promise.resolve(), wake: () => {} };
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => refusal(500, String(error)))
      .then((result) => reply(response, result))
      .catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const foreign = refuseForeign(request, ownPort(request));
    if (foreign !== null) return refusal(403, foreign);
    if (request.method !== "POST" || request.url !== "/sql") return refusal(404, "not found");
    const url = request.headers["neon-connection-string"]?.toString();
    const wrong = checkConnectionString(url, password);
    if (wrong !== null) return { status: 400, body: wrong };
    const bytes = await readBody(request);
    if (bytes === null) return refusal(413, `request is larger than ${BODY_LIMIT_BYTES} bytes`);
    const body = parseSqlBody(bytes);
    if (body === null) return refusal(400, "request is not a query or a list of queries");
    state.requests += 1;
    await state.awake;
    const result = await answerSql(backend, { headers: request.headers, body });
    if (state.delayMs > 0) await sleep(state.delayMs);
    return result;
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: BODY_LIMIT_BYTES,
  });
  const session = {
    backend,
    password,
    delayMs: () => state.delayMs,
    onQuery: () => {
      state.requests += 1;
    },
  };
  server.on("upgrade", (request, socket, head) => {
    // A client may vanish while being refused.
    socket.on("error", () => socket.destroy());
    const [path] = (request.url ?? "").split("?");
    if (refuseForeign(request, ownPort(request)) !== null || path !== "/v2") {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (open) => new WebsocketSession(open, session));
  });

  return {
    server,
    requestCount: () => state.requests,
    setDelayMs: (delayMs) => {
      state.delayMs = delayMs;
    },
    suspend: () => {
      state.wake();
      const { promise, resolve } = Promise.withResolvers<void>();
      Object.assign(state, { awake: promise, wake: resolve });
    },
    wake: () => state.wake(),
  };
}

function ownPort(request: IncomingMessage): number {
  return request.socket.localPort ?? 0;
}

function refusal(status: number, message: string): Answer {
  return { status, body: { message } };
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
