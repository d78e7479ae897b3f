/** Who gets into the local database, and how it fails on purpose: the same front for every engine. */
import { once } from "node:events";
import { request } from "node:http";
import { neon, neonConfig, Pool } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { type Postgres, startPostgres } from "./start-postgres.ts";

let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres({ engine: "auto" });
  neonConfig.fetchEndpoint = postgres.fetchEndpoint;
  neonConfig.wsProxy = () => postgres.wsProxy;
  neonConfig.useSecureWebSocket = false;
  neonConfig.webSocketConstructor = WebSocket;
});

afterAll(async () => {
  await postgres?.stop();
});

const sql = () => neon(postgres.databaseUrl);

function withPassword(password: string): string {
  const url = new URL(postgres.databaseUrl);
  url.password = password;
  return url.href;
}

function post(headers: Readonly<Record<string, string>>, body: string | Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(postgres.fetchEndpoint, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** The HTTP status of a refused upgrade, or "open". */
function upgrade(
  headers: Readonly<Record<string, string>>,
  path = "/v2",
): Promise<number | "open"> {
  const socket = new WebSocket(`ws://127.0.0.1:${postgres.port}${path}`, {
    headers,
  });
  return new Promise((resolve) => {
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.once("unexpected-response", (_, { statusCode }) => resolve(statusCode ?? 0));
    socket.on("error", () => {});
  });
}

describe("the password", () => {
  test("a wrong one is refused over HTTP with Postgres's own code", async () => {
    const query = neon(withPassword("wrong"))`select 1`;
    await expect(query).rejects.toMatchObject({
      name: "NeonDbError",
      code: "28P01",
    });
  });

  test("a wrong one is refused over WebSocket, the query sent along unanswered", async () => {
    const before = postgres.requestCount();
    const pool = new Pool({ connectionString: withPassword("wrong") });
    pool.on("error", () => {});
    const query = pool.query("select 1");
    await expect(query).rejects.toMatchObject({
      severity: "FATAL",
      code: "28P01",
    });
    await pool.end();
    expect(postgres.requestCount()).toBe(before);
  });

  test("a request without any is refused", async () => {
    expect(await post({}, "{}")).toBe(400);
    expect(await post({ "neon-connection-string": "not a url" }, "{}")).toBe(400);
    expect(await post({ "neon-connection-string": "postgres://ferry:%@h/ferry" }, "{}")).toBe(400);
  });

  test("it can be chosen, and works with every sign in it", async () => {
    const password = "p@ss/wörd:%?#&";
    const other = await startPostgres({ engine: "auto", password });
    neonConfig.fetchEndpoint = other.fetchEndpoint;
    neonConfig.wsProxy = () => other.wsProxy;
    const pool = new Pool({ connectionString: other.databaseUrl });
    pool.on("error", () => {});
    expect(await neon(other.databaseUrl)`select 1 as one`).toEqual([{ one: 1 }]);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await other.stop();
    neonConfig.fetchEndpoint = postgres.fetchEndpoint;
    neonConfig.wsProxy = () => postgres.wsProxy;
  });
});

describe("web pages of others", () => {
  const secret = () => ({ "neon-connection-string": postgres.databaseUrl });
  const body = JSON.stringify({ query: "select 1" });

  test("a foreign Origin is refused, even with the password", async () => {
    expect(await post({ ...secret(), origin: "https://example.com" }, body)).toBe(403);
    expect(await post({ ...secret(), origin: "null" }, body)).toBe(403);
    expect(await upgrade({ origin: "https://example.com" })).toBe(403);
  });

  test("a foreign Host is refused: the name was rebound to this machine", async () => {
    const host = `example.com:${postgres.port}`;
    expect(await post({ ...secret(), host }, body)).toBe(403);
    expect(await upgrade({ host })).toBe(403);
  });

  test("the loopback's own names are welcome", async () => {
    const host = `localhost:${postgres.port}`;
    expect(await post({ ...secret(), host }, body)).toBe(200);
    expect(await upgrade({ host })).toBe("open");
  });

  test("only Neon's two paths exist", async () => {
    expect(await upgrade({}, "/elsewhere")).toBe(403);
    expect(await upgrade({}, "/v2?address=127.0.0.1:5432")).toBe("open");
    expect((await fetch(`http://127.0.0.1:${postgres.port}/`)).status).toBe(404);
  });
});

describe("odd requests", () => {
  test("a body that is no query gets a readable refusal", async () => {
    const headers = { "neon-connection-string": postgres.databaseUrl };
    expect(await post(headers, "{")).toBe(400);
    expect(await post(headers, JSON.stringify({ queries: "select 1" }))).toBe(400);
  });

  test("a body over 64 MiB is answered with 413", async () => {
    const headers = { "neon-connection-string": postgres.databaseUrl };
    expect(await post(headers, Buffer.alloc(64 * 1024 * 1024 + 1, " "))).toBe(413);
  });

  test("a client of another protocol is told so and hung up on", async () => {
    const socket = new WebSocket(`ws://${postgres.wsProxy}`);
    await once(socket, "open");
    const closed = once(socket, "close");
    const answered = once(socket, "message");
    socket.send(Buffer.from([0, 0, 0, 8, 0, 2, 0, 0]));
    expect(String((await answered)[0])).toContain("unsupported protocol");
    await closed;
  });
});

describe("faults on purpose", () => {
  test("while paused every client is refused; afterwards the data are there", async () => {
    await sql()`create table kept (n int)`;
    await sql()`insert into kept values (7)`;
    const { port } = postgres;
    await postgres.pause();
    await expect(sql()`select 1`).rejects.toThrow(/fetch failed/);
    await postgres.pause();
    await postgres.resume();
    expect(postgres.port).toBe(port);
    expect(await sql()`select n from kept`).toEqual([{ n: 7 }]);
  });

  test("a delay holds back answers over HTTP and WebSocket", async () => {
    const pool = new Pool({ connectionString: postgres.databaseUrl });
    pool.on("error", () => {});
    await pool.query("select 1");
    postgres.setDelayMs(100);
    const startMs = performance.now();
    await sql()`select 1`;
    await pool.query("select 1");
    // Two delays one after the other, less the clock's grain: a lower bound, which load cannot break.
    expect(performance.now() - startMs).toBeGreaterThan(195);
    postgres.setDelayMs(0);
    await pool.end();
  });

  test("a port already taken is an error, not a hang", async () => {
    const second = startPostgres({ engine: "auto", port: postgres.port });
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
