/** Who gets into the local Redis, and how it fails on purpose: the same front for every engine. */
import { request } from "node:http";
import { Redis as Client } from "@upstash/redis/cloudflare";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Redis, startRedis } from "./start-redis.ts";

let redis: Redis;
let client: Client;

beforeAll(async () => {
  redis = await startRedis({ engine: "auto" });
  client = connect();
});

afterAll(async () => {
  await redis?.stop();
});

beforeEach(async () => {
  await client.flushdb();
});

function connect(options: { token?: string; signal?: () => AbortSignal } = {}): Client {
  const quiet = {
    enableAutoPipelining: false,
    enableTelemetry: false,
    retry: false,
  } as const;
  return new Client({
    url: redis.url,
    token: redis.token,
    ...quiet,
    ...options,
  });
}

type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly syncToken: unknown;
};

function send(path: string, headers: Readonly<Record<string, string>>, body = ""): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(`${redis.url}${path}`, { method: "POST", headers }, async (response) => {
      const text = (await response.toArray()).join("");
      const syncToken = response.headers["upstash-sync-token"];
      resolve({
        status: response.statusCode ?? 0,
        body: JSON.parse(text),
        syncToken,
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

const authorized = () => ({ authorization: `Bearer ${redis.token}` });

describe("the token", () => {
  test("a wrong one is refused with 401", async () => {
    await expect(connect({ token: "wrong" }).get("a")).rejects.toThrow(/WRONGPASS/);
    expect((await send("/get/a", { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await send("/get/a", {})).status).toBe(401);
  });

  test("it can be chosen", async () => {
    const other = await startRedis({ engine: "auto", token: "chosen" });
    expect(other.token).toBe("chosen");
    expect(await new Client({ url: other.url, token: "chosen" }).ping()).toBe("PONG");
    await other.stop();
  });
});

describe("web pages of others", () => {
  test("a foreign Origin or Host is refused, even with the token", async () => {
    const foreign = [
      { origin: "https://example.com" },
      { origin: "null" },
      { host: `example.com:${redis.port}` },
    ];
    for (const header of foreign) {
      expect((await send("/get/a", { ...authorized(), ...header })).status).toBe(403);
    }
    const { status } = await send("/get/a", {
      ...authorized(),
      host: `localhost:${redis.port}`,
    });
    expect(status).toBe(200);
  });
});

describe("the plain protocol", () => {
  test("a command may stand in the path, its value in the body", async () => {
    expect((await send("/set/key%20one/value", authorized())).body).toEqual({
      result: "OK",
    });
    expect((await send("/set/key2", authorized(), "from the body")).body).toEqual({ result: "OK" });
    expect((await send("/mget/key%20one/key2", authorized())).body).toEqual({
      result: ["value", "from the body"],
    });
  });

  test("strings are encoded when asked: OK at the top stays, OK in a list does not", async () => {
    const headers = { ...authorized(), "upstash-encoding": "base64" };
    await client.set("key", "OK");
    expect((await send("/get/key", headers)).body).toEqual({ result: "OK" });
    expect((await send("/mget/key/none", headers)).body).toEqual({
      result: ["T0s=", null],
    });
    expect((await send("/lpush/key/x", headers)).body).toEqual({
      error: expect.stringMatching(/^WRONGTYPE/),
    });
  });

  test("every answer carries a sync token, for clients that read their own writes", async () => {
    const first = await send("/ping", authorized());
    const second = await send("/ping", authorized());
    expect(first.syncToken).toEqual(expect.any(String));
    expect(second.syncToken).not.toBe(first.syncToken);
  });

  test("what is no command is refused", async () => {
    const bodies = ["", "{", "{}", "[]", '["GET", {}]'];
    const replies = await Promise.all(bodies.map((body) => send("/", authorized(), body)));
    expect(replies.map(({ status }) => status)).toEqual(bodies.map(() => 400));
    expect((await send("/pipeline", authorized(), '["GET", "a"]')).status).toBe(400);
    expect((await send("/get/50%", authorized())).status).toBe(400);
  });
});

describe("the record of requests", () => {
  test("a pipeline is one round trip; names and keys are kept, values are not", async () => {
    const before = redis.requestCount();
    await client
      .pipeline()
      .set("a", "secret")
      .mset({ b: "secret", c: "secret" })
      .del("a", "b")
      .exec();
    await client.get("c");
    expect(redis.requestCount() - before).toBe(2);
    expect(redis.requests().slice(-2)).toEqual([
      {
        atMs: expect.any(Number),
        path: "/pipeline",
        commands: [
          ["SET", "a"],
          ["MSET", "b", "c"],
          ["DEL", "a", "b"],
        ],
        sizeBytes: 33,
      },
      { atMs: expect.any(Number), path: "/", commands: [["GET", "c"]], sizeBytes: 4 },
    ]);
  });
});

describe("faults on purpose", () => {
  afterEach(() => {
    redis.blackhole(false);
    redis.setDelayMs(0);
  });

  test("while paused every client is refused; afterwards the data are there", async () => {
    await client.set("kept", "v");
    await redis.pause();
    await expect(client.get("kept")).rejects.toThrow(/fetch failed/);
    await redis.resume();
    expect(await client.get("kept")).toBe("v");
  });

  test("a black hole swallows requests until the client gives up, and applies none", async () => {
    redis.blackhole(true);
    const before = redis.requestCount();
    const giveUp = new AbortController();
    const swallowed = fetch(redis.url, {
      method: "POST",
      headers: authorized(),
      body: JSON.stringify(["SET", "lost", "v"]),
      signal: giveUp.signal,
    });
    await expect.poll(() => redis.requestCount() - before).toBe(1);
    giveUp.abort();
    await expect(swallowed).rejects.toThrow(/aborted/);
    const late = connect({ signal: () => AbortSignal.timeout(10) }).get("lost");
    await expect(late).rejects.toThrow(/timeout/i);
    redis.blackhole(false);
    expect(await client.get("lost")).toBeNull();
  });

  test("a dropped answer leaves the command applied exactly once", async () => {
    redis.dropAnswers(1);
    const lost = send("/incr/n", authorized());
    await expect(lost).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await client.get("n")).toBe(1);
  });

  test("a delay holds back each answer", async () => {
    redis.setDelayMs(100);
    const startMs = performance.now();
    await client.get("a");
    // A lower bound, less the clock's grain, which load cannot break.
    expect(performance.now() - startMs).toBeGreaterThan(98);
  });
});
