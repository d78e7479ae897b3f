/** Starts the Claude stand-in: Messages, Files and Models API of version 2026-10-21 on a loopback port. */
// Our own server, not @copilotkit/aimock: that one replays answers of many vendors; the refusals, signatures,
// cache accounting and cut bytes, which are the point here, would all still be ours to write.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { refuseForeign } from "../loopback-guard.ts";
import { apiDoor } from "./api-door.ts";
import type { ApiEnv } from "./api-env.ts";
import { errorResponse, notFound } from "./api-error.ts";
import { controlRoutes } from "./control-route.ts";
import { filesRoutes } from "./files-route.ts";
import { messagesRoutes } from "./messages-route.ts";
import { modelsRoutes } from "./models-route.ts";
import { World } from "./world.ts";

export type StartClaude = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly apiKey?: string;
  readonly controlKey?: string;
  /** Clock of file expiry and prompt cache, in milliseconds since the epoch. */
  readonly now?: () => number;
  /** Pace of the offline persona, in milliseconds. */
  readonly firstTokenMs?: number;
  readonly betweenDeltasMs?: number;
};

export type Claude = {
  /** For ANTHROPIC_BASE_URL: no path. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly controlKey: string;
  readonly port: number;
  stop(): Promise<void>;
};

export async function startClaude(options: StartClaude = {}): Promise<Claude> {
  const { port: wantedPort = 0, apiKey = secret("sk-sim"), controlKey = secret("sim") } = options;
  const { firstTokenMs = 250, betweenDeltasMs = 15, now = Date.now } = options;
  const world = new World({
    apiKey,
    pace: { firstTokenMs, betweenDeltasMs },
    clock: now,
  });
  const server = createAdaptorServer({
    fetch: buildApp(world, controlKey).fetch,
  }) as Server;
  server.listen(wantedPort, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    apiKey,
    controlKey,
    port,
    stop: () => stop(server),
  };
}

function buildApp(world: World, controlKey: string): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    const { incoming } = c.env;
    const reason = refuseForeign(incoming, incoming.socket.localPort ?? 0);
    if (reason === null) return next();
    return c.json({ error: reason }, 403);
  });
  app.route("/", controlRoutes(world, controlKey));
  app.use("/v1/*", apiDoor(world));
  app.route("/", messagesRoutes(world));
  app.route("/", filesRoutes(world));
  app.route("/", modelsRoutes());
  app.all("/v1/*", (c) => errorResponse(notFound("Not found"), c.var.requestId));
  return app;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function secret(prefix: string): string {
  return `${prefix}-${randomBytes(16).toString("hex")}`;
}
