/** What the unmodified Upstash client must see, on every engine and in both encodings. */
import { Redis as Client } from "@upstash/redis/cloudflare";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findOnPath } from "../find-on-path.ts";
import { type Redis, type RedisEngine, startRedis } from "./start-redis.ts";

const engines: RedisEngine[] = ["redis-server", "embedded"];

function isMissing(engine: RedisEngine): boolean {
  const missing = engine === "redis-server" && findOnPath("redis-server") === null;
  if (missing) console.log("skipped on redis-server: it is not installed here");
  return missing;
}

const encodings = [
  { encoding: "base64", responseEncoding: "base64" },
  { encoding: "plain", responseEncoding: false },
] as const;

for (const engine of engines) {
  describe.skipIf(isMissing(engine))(`Upstash's protocol on ${engine}`, () => {
    let redis: Redis;

    beforeAll(async () => {
      redis = await startRedis({ engine });
    });

    afterAll(async () => {
      await redis?.stop();
    });

    test("says which engine it is", () => {
      expect(redis.version).toMatch(
        engine === "embedded" ? /^js-redis-server/ : /^redis-server \d/,
      );
      expect(redis.engine).toBe(engine);
    });

    describe.each(encodings)("answers in $encoding", ({ responseEncoding }) => {
      let client: Client;

      beforeAll(() => {
        const { url, token } = redis;
        const quiet = {
          enableAutoPipelining: false,
          enableTelemetry: false,
          retry: false,
        } as const;
        client = new Client({ url, token, responseEncoding, ...quiet });
      });

      beforeEach(async () => {
        await client.flushdb();
      });

      const awkward = [
        "",
        "OK",
        "T0s=",
        "007",
        "9007199254740993",
        "👋🏽 üñ\u2028",
        "\0\r\n\t\"'\\",
        "a b",
      ];

      test.each(awkward)("the string %j comes back as it was", async (value) => {
        const raw = new Client({
          url: redis.url,
          token: redis.token,
          responseEncoding,
          enableAutoPipelining: false,
          automaticDeserialization: false,
        });
        expect(await raw.set("key", value)).toBe("OK");
        expect(await raw.get("key")).toBe(value);
        expect(await raw.mget("key", "absent")).toEqual([value, null]);
        await raw.hset("hash", { [`field ${value}`]: value });
        expect(await raw.hget("hash", `field ${value}`)).toBe(value);
      });

      test("objects go in and come out as JSON", async () => {
        const value = { text: "é", list: [1, null, "OK"], deep: { yes: true } };
        await client.set("key", value);
        expect(await client.get("key")).toEqual(value);
      });

      test("a megabyte comes back whole", async () => {
        const big = "é".repeat(500_000);
        await client.set("big", big);
        expect((await client.get("big")) === big).toBe(true);
      });

      test("a key is taken once, and lives as long as asked", async () => {
        expect(await client.set("lock", "a", { nx: true, ex: 100 })).toBe("OK");
        expect(await client.set("lock", "b", { nx: true, ex: 100 })).toBeNull();
        expect(await client.ttl("lock")).toBeGreaterThan(90);
        expect(await client.pexpire("lock", 50_000)).toBe(1);
        expect(await client.pttl("lock")).toBeLessThanOrEqual(50_000);
        expect(await client.persist("lock")).toBe(1);
        expect(await client.ttl("lock")).toBe(-1);
        expect(await client.ttl("absent")).toBe(-2);
      });

      test("an expired key is gone", async () => {
        await client.set("short", "v", { px: 1 });
        await expect.poll(() => client.exists("short")).toBe(0);
      });

      test("hashes keep their fields", async () => {
        expect(await client.hset("h", { a: 1, b: { c: 2 }, d: "OK" })).toBe(3);
        expect(await client.hgetall("h")).toEqual({
          a: 1,
          b: { c: 2 },
          d: "OK",
        });
        expect(await client.hmget("h", "a", "none")).toEqual({
          a: 1,
          none: null,
        });
        expect(await client.hincrby("h", "a", 4)).toBe(5);
        expect(await client.hdel("h", "b", "none")).toBe(1);
        expect(await client.hgetall("none")).toBeNull();
      });

      test("sets and lists keep theirs", async () => {
        expect(await client.sadd("s", "x", "OK")).toBe(2);
        expect((await client.smembers("s")).toSorted()).toEqual(["OK", "x"]);
        expect(await client.rpush("l", "a", "b", "c")).toBe(3);
        expect(await client.lrange("l", 0, -1)).toEqual(["a", "b", "c"]);
      });

      test("in a pipeline one command may fail while the others run", async () => {
        await client.set("text", "v");
        const pipeline = client.pipeline().incr("n").lpush("text", "x").get("text").incr("n");
        const results = await pipeline.exec({ keepErrors: true });
        expect(results.map(({ result, error }) => error?.split(" ")[0] ?? result)).toEqual([
          1,
          "WRONGTYPE",
          "v",
          2,
        ]);
      });

      test("multi applies everything, in order", async () => {
        const results = await client.multi().set("n", 5).incr("n").get("n").mget("n", "no").exec();
        expect(results).toEqual(["OK", 6, 6, [6, null]]);
      });

      test("multi applies nothing when a command is not understood", async () => {
        const response = await fetch(`${redis.url}/multi-exec`, {
          method: "POST",
          headers: { authorization: `Bearer ${redis.token}` },
          body: JSON.stringify([["SET", "half", "1"], ["NOSUCH"]]),
        });
        expect(response.status).toBe(400);
        expect(await response.json()).toEqual({
          error: expect.stringMatching(/unknown command/i),
        });
        expect(await client.exists("half")).toBe(0);
      });

      test("multis of many clients never mix", async () => {
        const twice = () => client.multi().incr("n").incr("n").exec();
        const results = await Promise.all(Array.from({ length: 30 }, twice));
        expect(results.every(([first, second]) => Number(second) === Number(first) + 1)).toBe(true);
        expect(await client.get("n")).toBe(60);
      });

      test("a script unknown to the server is sent whole, then known", async () => {
        const source = `-- ${engine} ${responseEncoding}\nreturn {KEYS[1], ARGV[1], 'OK', false}`;
        const script = client.createScript<unknown[]>(source);
        const before = redis.requestCount();
        expect(await script.exec(["k"], ["v"])).toEqual(["k", "v", "OK", null]);
        expect(await script.exec(["k"], ["v"])).toEqual(["k", "v", "OK", null]);
        const commands = redis.requests().slice(before - redis.requestCount());
        expect(commands.map((one) => one.commands)).toEqual([
          [["EVALSHA", "k"]],
          [["EVAL", "k"]],
          [["EVALSHA", "k"]],
        ]);
      });

      test("a script compares and deletes in one step", async () => {
        const source =
          "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";
        await client.set("lock", "mine");
        expect(await client.eval(source, ["lock"], ["theirs"])).toBe(0);
        expect(await client.eval(source, ["lock"], ["mine"])).toBe(1);
      });

      test("an error names what went wrong", async () => {
        await client.set("text", "v");
        await expect(client.lpush("text", "x")).rejects.toThrow(/WRONGTYPE/);
        await expect(client.eval("return nope()", [], [])).rejects.toThrow(/nope/);
      });

      test("scan finds keys by pattern", async () => {
        await client.mset({ "user:1": 1, "user:2": 2, other: 3 });
        const [cursor, keys] = await client.scan(0, {
          match: "user:*",
          count: 1000,
        });
        expect([cursor, keys.toSorted()]).toEqual(["0", ["user:1", "user:2"]]);
      });

      test("commands that block or change the connection are refused", async () => {
        const refused = [
          ["BLPOP", "l", "0"],
          ["select", "1"],
          ["XREAD", "BLOCK", "0", "STREAMS"],
        ];
        for (const command of refused) {
          await expect(client.exec(command as [string, ...string[]])).rejects.toThrow(
            /Command is not available/,
          );
        }
        const results = await client.pipeline().set("a", 1).exec<["OK"]>();
        expect(results).toEqual(["OK"]);
      });
    });
  });
}
