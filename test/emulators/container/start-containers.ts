/** Cloudflare's containers on 127.0.0.1: each a folder, and behind it the server of the sandbox image as the SDK speaks to it over HTTP. */
import { EventEmitter, once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { findOnPath } from "../find-on-path.ts";
import { listenOnLoopback } from "../loopback-server.ts";
import { Container } from "./container.ts";

/** A program runs as nobody, who may not look into everybody's home. */
const systemPath = "/usr/local/bin:/usr/bin:/bin";

export type Start = { readonly id: string; readonly enableInternet?: boolean };

export type Containers = {
  readonly url: string;
  /** "write", "execute" … when the server within is asked so, "destroy" when a container has ended, "alarm" behind an alarm of its object. */
  readonly events: EventEmitter;
  /** Those that run. */
  readonly running: ReadonlyMap<string, Container>;
  /** What the object of a container that has ended keeps, by the container's id: keys of its storage. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
  /** As each was told to start, in order. */
  readonly starts: readonly Start[];
  /** From now on no command is run. */
  failCommands(isOn: boolean): void;
  stop(): Promise<void>;
};

/** Null where no Python is installed. */
export function systemPython(): string | null {
  return findOnPath("python3");
}

export async function startContainers(): Promise<Containers> {
  const folder = await mkdtemp(join(tmpdir(), "ferry-containers-"));
  await chmod(folder, 0o755);
  const programs = join(folder, "bin");
  const temporary = join(folder, "tmp");
  for (const made of [programs, temporary]) await mkdir(made);
  const env = { PATH: `${programs}:${systemPath}`, TMPDIR: temporary, LANG: "C.UTF-8" };
  const program = new URL("../../../functions/sandbox/image/ferry-python", import.meta.url);
  await copyFile(fileURLToPath(program), join(programs, "ferry-python"));
  const running = new Map<string, Container>();
  const starts: Start[] = [];
  const kept = new Map<string, readonly string[]>();
  const events = new EventEmitter();
  let isFailing = false;
  const app = new Hono();
  app.post("/:id/start", async ({ req, json }) => {
    const id = req.param("id");
    starts.push({ ...((await req.json()) as Omit<Start, "id">), id });
    running.set(id, await Container.open(join(folder, id), env));
    return json({});
  });
  app.post("/:id/destroy", async ({ req, json }) => {
    const id = req.param("id");
    const container = running.get(id);
    running.delete(id);
    await container?.end();
    events.emit("destroy");
    return json({});
  });
  app.post("/:id/alarm", async ({ req, json }) => {
    kept.set(req.param("id"), (await req.json()) as string[]);
    events.emit("alarm");
    return json({});
  });
  app.all("/:id/port/api/:api{.+}", async ({ req }) => {
    const container = running.get(req.param("id"));
    if (container === undefined) return new Response("no such container", { status: 500 });
    const api = req.param("api");
    events.emit(api);
    if (api === "execute" && isFailing)
      return Response.json(problem("no room on the disk"), { status: 500 });
    const body: unknown = req.method === "POST" ? await req.json() : {};
    return container.answer(api, body as Record<string, string>);
  });
  // Answers when one of the servers within is asked so.
  app.get("/next/:api", async ({ req }) => {
    await once(events, req.param("api"));
    return new Response();
  });
  // What asks whether the server listens.
  app.all("*", () => new Response("ok"));
  const server = createServer(getRequestListener(app.fetch));
  const listening = await listenOnLoopback(server, 0);
  return {
    url: `http://127.0.0.1:${listening.port}`,
    events,
    running,
    kept,
    starts,
    failCommands: (isOn) => {
      isFailing = isOn;
    },
    stop: async () => {
      await Promise.all([...running.values()].map((container) => container.end()));
      await listening.pause();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As the server words it. */
function problem(message: string) {
  const timestamp = new Date().toISOString();
  return { code: "COMMAND_EXECUTION_ERROR", message, context: {}, httpStatus: 500, timestamp };
}
