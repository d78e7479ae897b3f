/** Starts a strict Telegram on 127.0.0.1: the Bot API for bots, the control side for tests and people. */
import { randomBytes, randomInt } from "node:crypto";
import { createServer } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { refuseForeign } from "../loopback-guard.ts";
import { botApiRoutes } from "./bot-api-routes.ts";
import { controlRoutes } from "./control-routes.ts";
import { createEmulator } from "./create-emulator.ts";
import type { Emulator } from "./emulator.ts";
import { pageRoutes, requireKey } from "./page-routes.ts";

export type StartTelegram = {
  /** Default: any free port. */
  readonly port?: number;
  readonly token?: string;
  readonly controlKey?: string;
  /** A static chat page, served at `/`. */
  readonly pageDir?: string;
  /** Retry waits and Retry-After are divided by this, so that tests need not wait minutes. Default 1. */
  readonly hurry?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** People, chats, messages, counters, waiting updates and the webhook survive a restart here. */
  readonly dataDir?: string;
  /** Flood limits; default real. */
  readonly limits?: "real" | "off";
};

export type Telegram = {
  /** For TELEGRAM_API_ROOT: no path. */
  readonly apiRoot: string;
  readonly token: string;
  readonly controlKey: string;
  readonly url: string;
  /** Opens the chat page with the key that signs the browser in. */
  readonly pageUrl: string;
  readonly bot: { readonly id: number; readonly username: string; readonly firstName: string };
  readonly port: number;
  stop(): Promise<void>;
};

export async function startTelegram(options: StartTelegram = {}): Promise<Telegram> {
  const token = options.token ?? newToken();
  const controlKey = options.controlKey ?? randomBytes(24).toString("base64url");
  const { emulator, close } = createEmulator({
    token,
    now: options.now ?? Date.now,
    hurry: options.hurry ?? 1,
    areLimitsOn: options.limits !== "off",
    dataDir: options.dataDir,
  });
  const app = routes(emulator, controlKey, options.pageDir);
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(options.port ?? 0, "127.0.0.1", listening);
  });
  const port = portOf(server.address());
  const url = `http://127.0.0.1:${port}`;
  return {
    apiRoot: url,
    token,
    controlKey,
    url,
    pageUrl: `${url}/?key=${controlKey}`,
    bot: emulator.world.bot,
    port,
    stop: async () => {
      close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function routes(emulator: Emulator, controlKey: string, pageDir: string | undefined) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (context, next) => {
    const { incoming } = context.env;
    const reason = refuseForeign(incoming, incoming.socket.localPort ?? 0);
    return reason === null ? next() : context.json({ error: reason }, 403);
  });
  app.route("/", botApiRoutes(emulator));
  app.use("/sim/*", requireKey(controlKey));
  app.route("/sim", controlRoutes(emulator));
  app.route("/", pageRoutes(controlKey, pageDir));
  return app;
}

function newToken(): string {
  const secret = randomBytes(27).toString("base64url").slice(0, 35);
  return `${randomInt(10 ** 9, 9 * 10 ** 9)}:${secret}`;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (typeof address === "object" && address !== null) return address.port;
  throw new Error("The Telegram emulator has no port");
}
