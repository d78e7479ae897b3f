/** Upstash's REST protocol at the door of any Redis, with the faults a network can have. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { refuseForeign } from "../loopback-guard.ts";
import { readBody } from "../read-body.ts";
import { sameSecret } from "../same-secret.ts";
import { RequestLog } from "./request-log.ts";
import type { RespClient } from "./resp-client.ts";
import { runRequest } from "./run-request.ts";
import { parseUpstashRequest } from "./upstash-commands.ts";

export type UpstashFront = {
  readonly server: Server;
  readonly log: RequestLog;
  readonly faults: Faults;
};

/** Changed while running, by tests. */
type Faults = {
  delayMs: number;
  blackhole: boolean;
  /** How many of the next requests are applied but get no answer. */
  answersToDrop: number;
};

type Answer = { readonly status: number; readonly body: unknown };

export function upstashFront(client: RespClient, token: string): UpstashFront {
  const log = new RequestLog();
  const faults: Faults = { delayMs: 0, blackhole: false, answersToDrop: 0 };

  async function answer(request: IncomingMessage): Promise<Answer | "silence" | "reset"> {
    const foreign = refuseForeign(request, request.socket.localPort ?? 0);
    if (foreign !== null) return refusal(403, foreign);
    if (!sameSecret(request.headers.authorization ?? "", `Bearer ${token}`)) {
      return refusal(401, "WRONGPASS invalid or missing auth token");
    }
    const body = await readBody(request);
    if (body === null) return refusal(413, "ERR max request size exceeded");
    const { pathname } = new URL(request.url ?? "/", "http://loopback");
    const parsed = parseUpstashRequest(pathname, body.toString());
    if (parsed === null) return refusal(400, "ERR failed to parse command");
    log.add(pathname, parsed.commands);
    if (faults.blackhole) return "silence";
    const base64 = request.headers["upstash-encoding"] === "base64";
    const result = await runRequest(client, parsed, base64 ? "base64" : "utf8");
    if (faults.delayMs > 0) await sleep(faults.delayMs);
    if (faults.answersToDrop === 0) return result;
    faults.answersToDrop -= 1;
    return "reset";
  }

  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => refusal(500, `ERR ${String(error)}`))
      .then((result) => {
        if (result === "reset") request.socket.resetAndDestroy();
        else if (result !== "silence") reply(response, result, log.count);
      })
      .catch(() => response.destroy());
  });
  return { server, log, faults };
}

function refusal(status: number, error: string): Answer {
  return { status, body: { error } };
}

function reply(response: ServerResponse, { status, body }: Answer, sequence: number): void {
  response.writeHead(status, {
    "content-type": "application/json",
    // The client sends it back with its next request, to read what it wrote; here that is always so.
    "upstash-sync-token": `local:${sequence}`,
  });
  response.end(JSON.stringify(body));
}
