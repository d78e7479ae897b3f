/** What is deployed knows nothing of crash points; the build that the crash tests run does. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { crashPoints } from "../faults/crash-point.ts";
import { deriveConfig } from "../playground/derived-config.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const wrangler = join(dirname(require.resolve("wrangler/package.json")), "bin/wrangler.js");
const wranglerToml = join(root, "wrangler.toml");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ferry-bundle-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The crash points, and the address they report to, that a bundle has in it. */
async function tracesIn(config: string): Promise<readonly string[]> {
  const outdir = join(folder, "bundle");
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" };
  const args = ["deploy", "--dry-run", "--config", config, "--outdir", outdir];
  await run(process.execPath, [wrangler, ...args], { cwd: root, env });
  const names = (await readdir(outdir)).filter((name) => name.endsWith(".js"));
  const bundle = (
    await Promise.all(names.map((name) => readFile(join(outdir, name), "utf8")))
  ).join();
  const quoted = Object.keys(crashPoints).map((point) => `"${point}"`);
  return [...quoted, "CRASH_CONTROL_URL"].filter((trace) => bundle.includes(trace));
}

test("the deployed bundle has no crash point", async () => {
  expect(await tracesIn(wranglerToml)).toEqual([]);
});

test("the test build has every one of them", async () => {
  const derived = deriveConfig(await readFile(wranglerToml, "utf8"), wranglerToml, 0);
  const config = join(folder, "wrangler.json");
  const main = join(root, "test/faults/worker/crash-worker.ts");
  await writeFile(config, JSON.stringify({ ...derived, main, dev: {} }));
  const quoted = Object.keys(crashPoints).map((point) => `"${point}"`);
  expect(await tracesIn(config)).toEqual([...quoted, "CRASH_CONTROL_URL"]);
});
