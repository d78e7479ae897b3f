/** What the local wrangler configuration keeps, changes and drops of the committed one. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { cronExpressions, deriveConfig, dotenvText } from "./derived-config.ts";

const tomlPath = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));
const committed = deriveConfig(readFileSync(tomlPath, "utf8"), tomlPath, 18_787);

describe("the committed wrangler.toml, derived", () => {
  test("runs the same entry point from anywhere", () => {
    expect(committed.main).toBe(
      fileURLToPath(new URL("../../functions/index.ts", import.meta.url)),
    );
  });

  test("listens on loopback only, without inspector and without telemetry", () => {
    expect(committed.dev).toEqual({ ip: "127.0.0.1", port: 18_787, inspector_port: 0 });
    expect(committed.send_metrics).toBe(false);
  });

  test("keeps compatibility date, Durable Objects, queues and bucket", () => {
    const names = ["compatibility_date", "durable_objects", "migrations", "queues", "r2_buckets"];
    for (const name of names) expect(committed).toHaveProperty(name);
  });

  test("names the cron triggers the playground has to fire", () => {
    expect(cronExpressions(committed)).not.toEqual([]);
  });
});

test("a binding that only exists at Cloudflare is dropped, because wrangler would ask for an account", () => {
  const derived = deriveConfig('name = "x"\n[ai]\nbinding = "AI"\n', "/somewhere/wrangler.toml", 1);
  expect(derived).not.toHaveProperty("ai");
  expect(derived.name).toBe("x");
});

test("an object of another worker is dropped, for that worker does not run here", () => {
  const toml = `[durable_objects]
bindings = [{ name = "OURS", class_name = "A" }, { name = "THEIRS", class_name = "B", script_name = "x" }]`;
  const derived = deriveConfig(toml, "/somewhere/wrangler.toml", 1);
  expect(derived.durable_objects).toEqual({ bindings: [{ name: "OURS", class_name: "A" }] });
});

test("the assets folder is found from the new place", () => {
  const derived = deriveConfig('[assets]\ndirectory = "./public"\n', "/somewhere/wrangler.toml", 1);
  expect(derived.assets).toEqual({ directory: "/somewhere/public" });
});

describe("variables for wrangler", () => {
  test("stand in a quote they do not contain", () => {
    expect(dotenvText({ PLAIN: "a b", JSON: '{"name":"O\'Hara"}' })).toBe(
      'PLAIN=\'a b\'\nJSON=`{"name":"O\'Hara"}`\n',
    );
  });

  test("that no quote can hold are refused by name, not by value", () => {
    expect(() => dotenvText({ KEY: "s'e`c\"ret" })).toThrow(/^KEY cannot be written/);
  });
});
