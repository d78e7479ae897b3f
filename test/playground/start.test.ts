/** `npm start` and `npm run say` as a person meets them: real processes, the real worker, a folder that stays. */
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findRunning } from "./running-file.ts";
import { playgroundFolder } from "./support/playground-folder.ts";
import { descendantsOf, stillRunning } from "./support/process-table.ts";
import type { Running } from "./support/run-script.ts";

/** Engines, migrations and workerd on a busy machine. */
const LIMIT_MS = 120_000;

describe("a start that cannot work says why in one line", () => {
  test("a taken port is named, with the option that changes it, and nothing is left behind", async () => {
    const { folder, port, start } = await playgroundFolder();
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const running = start();
    expect(await running.exit).toBe(1);
    expect(running.output.stderr).toBe(
      `Port ${port} is taken. Choose another: npm start -- --port <number>\n`,
    );
    expect(await readdir(join(folder, ".ferry"))).toEqual([]);
    other.close();
  });

  test("a broken .dev.vars is named with its line", async () => {
    const { folder, start } = await playgroundFolder();
    await writeFile(join(folder, ".dev.vars"), "BILLING=off\nnonsense\n");
    const running = start();
    expect(await running.exit).toBe(1);
    expect(running.output.stderr).toBe(".dev.vars, line 2: is not NAME=value\n");
  });

  test("an unknown option shows the usage", async () => {
    const running = (await playgroundFolder()).start("--prot", "1");
    expect(await running.exit).toBe(1);
    expect(running.output.stderr).toContain("Usage: npm start");
  });
});

test("say without a playground tells how to start one", async () => {
  const running = (await playgroundFolder()).say("hello");
  expect(await running.exit).toBe(1);
  expect(running.output).toEqual({
    stdout: "",
    stderr: "The playground is not running. Start it with: npm start\n",
  });
});

test("say without anything to say shows the usage", async () => {
  const running = (await playgroundFolder()).say();
  expect(await running.exit).toBe(1);
  expect(running.output.stderr).toContain("Usage: npm run say");
});

async function saidBy(running: Running): Promise<string> {
  const code = await running.exit;
  expect(running.output.stderr).toBe("");
  expect(code).toBe(0);
  return running.output.stdout;
}

test(
  "a conversation from start to stop, and on after the next start",
  async () => {
    const { folder, start, say } = await playgroundFolder();
    const first = start();
    await first.says("Ferry is ready");
    expect(first.output.stdout.match(/http:\/\/\S+/g)).toHaveLength(1);

    expect(await saidBy(say("hello"))).toContain("hello");
    const together = await saidBy(say("one", "two", "three"));
    for (const text of ["one", "two", "three"]) expect(together).toContain(text);

    expect(await saidBy(say("/balance"))).toMatch(/Your balance: \$0\.9\d/);
    expect(await saidBy(say("/ledger"))).toContain("starter 1.00 → 1.00");

    const nowhere = say("hello", "--chat", "-77");
    expect(await nowhere.exit).toBe(1);
    expect(nowhere.output.stderr).toContain("There is no chat -77 here. Chats: 1001 (Ada)");
    const unheard = say("I talk to the others", "--chat", "-4001", "--timeout", "1");
    expect(await unheard.exit).toBe(1);
    expect(unheard.output).toEqual({ stdout: "", stderr: "No answer within 1 s.\n" });

    const second = start();
    expect(await second.exit).toBe(1);
    expect(second.output.stderr).toContain("A playground already runs");

    const processes = descendantsOf(first.child.pid ?? 0);
    expect(processes.length).toBeGreaterThan(2);
    first.child.kill("SIGINT");
    expect(await first.exit).toBe(0);
    expect(stillRunning(processes)).toEqual([]);
    expect(await findRunning(join(folder, ".ferry"))).toBeNull();

    const again = start();
    await again.says("Ferry is ready");
    expect(await saidBy(say("what did I say before"))).toContain("three");
    again.child.kill("SIGTERM");
    expect(await again.exit).toBe(0);
  },
  LIMIT_MS,
);

test(
  "a worker that dies ends everything with one line, and a killed playground takes its worker with it",
  async () => {
    const { folder, start, say } = await playgroundFolder();
    const first = start();
    await first.says("Ferry is ready");
    const processes = descendantsOf(first.child.pid ?? 0);
    const wrangler = processes.find(({ command }) => command.includes("bin/wrangler.js"));
    process.kill(wrangler?.pid ?? Number.NaN, "SIGKILL");
    expect(await first.exit).toBe(1);
    expect(first.output.stderr).toMatch(/^The worker is gone: it was ended by SIGKILL\. .+$/m);
    expect(stillRunning(processes)).toEqual([]);

    const second = start();
    await second.says("Ferry is ready");
    const orphans = descendantsOf(second.child.pid ?? 0);
    second.child.kill("SIGKILL");
    await second.exit;
    await expect.poll(() => stillRunning(orphans), { timeout: 10_000 }).toEqual([]);
    const late = say("hello");
    expect(await late.exit).toBe(1);
    expect(late.output.stderr).toContain("not running");
    expect(await findRunning(join(folder, ".ferry"))).toBeNull();
  },
  LIMIT_MS,
);
