/** The worker of the opt-in engine beside Ferry's own: what each says of the other, and of the image, is true. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { containerManual } from "../../../lib/tools/python/container/manual.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const ferryToml = read("wrangler.toml");
const ferry = parse(ferryToml);
const sandbox = parse(read("functions/sandbox/wrangler.toml"));
const dockerfile = read("functions/sandbox/image/Dockerfile");

const className = "PythonSandbox";

test("Ferry needs no container: its binding to one stands there as a comment", () => {
  expect(ferry.containers).toBeUndefined();
  expect(JSON.stringify(ferry)).not.toContain("SANDBOX");
});

test("without its comment sign the binding names the worker and its class", () => {
  const opted = parse(ferryToml.replace('# { name = "SANDBOX"', '{ name = "SANDBOX"'));
  expect(opted.durable_objects).toMatchObject({
    bindings: [{}, {}, { name: "SANDBOX", class_name: className, script_name: sandbox.name }],
  });
  expect(sandbox.containers).toMatchObject([{ class_name: className }]);
  expect(sandbox.migrations).toEqual([{ tag: "v1", new_sqlite_classes: [className] }]);
});

test("both run on the same platform, and the sandbox has nothing of Ferry's", () => {
  expect(sandbox.compatibility_date).toBe(ferry.compatibility_date);
  expect(sandbox.compatibility_flags).toEqual(ferry.compatibility_flags);
  expect(sandbox).toMatchObject({ workers_dev: false, preview_urls: false });
  for (const shared of ["r2_buckets", "queues", "assets", "worker_loaders", "vars"])
    expect(sandbox).not.toHaveProperty(shared);
});

test("the image is of the SDK's version, and has each package pinned", () => {
  const { devDependencies } = JSON.parse(read("package.json")) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const [, version] = /^FROM docker\.io\/cloudflare\/sandbox:(.+)-python$/m.exec(dockerfile) ?? [];
  expect(version).toBe(devDependencies["@cloudflare/sandbox"]);
  const pinned = [...dockerfile.matchAll(/^ {4}(\w+)==\d+\.\d+\.\d+/gm)].map(([, name]) => name);
  const promised = ["numpy", "pandas", "matplotlib", "scipy", "openpyxl", "pillow"];
  expect(pinned).toEqual(promised);
  for (const name of promised) expect(containerManual.toLowerCase()).toContain(name);
});
