/** The database servers we start must not outlive us, however we end. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findOnPath } from "./find-on-path.ts";
import { findPostgresql } from "./postgres/find-postgresql.ts";
import { startTied } from "./tied-child.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ferry-tied-"));
  // As open as /tmp is: the server may run as another user, who removes its own folder.
  await chmod(folder, 0o1777);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const servers = [
  {
    name: "PostgreSQL",
    missing: findPostgresql() === null,
    start: `import { startPostgres as start } from "${import.meta.dirname}/postgres/start-postgres.ts";
      await start({ engine: "postgresql" });`,
  },
  {
    name: "redis-server",
    missing: findOnPath("redis-server") === null,
    start: `import { startRedis as start } from "${import.meta.dirname}/redis/start-redis.ts";
      await start({ engine: "redis-server" });`,
  },
];

for (const { name, missing, start } of servers) {
  if (missing) console.log(`skipped: ${name} is not installed here`);

  // The supervisor removes the server's folder once the server has ended: an empty place is the proof.
  test.skipIf(missing)(`${name} goes, with its folder, when we are killed`, async () => {
    const program = `${start} console.log("up");`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    expect(await readdir(folder)).toHaveLength(1);
    child.kill("SIGKILL");
    await expect.poll(() => readdir(folder), { timeout: 20_000 }).toEqual([]);
  });
}

describe("a server that cannot start", () => {
  test("is reported with its last words, and leaves no folder", async () => {
    const own = await mkdtemp(join(folder, "own-"));
    const command = ["sh", "-c", "echo no space left >&2; exit 1"];
    const start = startTied({ command, folder: own, runAs: null });
    await expect(start).rejects.toThrow("the server ended at its start: no space left");
    expect(await readdir(folder)).toEqual([]);
  });
});
