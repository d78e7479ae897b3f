/** The opt-in engine whole: execute_python, the Durable Object with the real SDK, and containers that speak its protocol and run real programs. */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LoneWorker, startLoneWorker } from "../../bench/lone-worker.ts";
import {
  type Containers,
  startContainers,
  systemPython,
} from "../../emulators/container/start-containers.ts";
import { findOnPath } from "../../emulators/find-on-path.ts";

type Asked = {
  readonly code: string;
  readonly timeout?: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly stopAt?: "write" | "execute";
};

type Answer = {
  readonly text: string;
  readonly isError: boolean;
  readonly files: readonly { fileName: string; mimeType: string; base64: string }[];
  readonly cost?: { readonly amountNanoUsd: number; readonly note: string };
  readonly failures: readonly string[];
  readonly description: string;
};

/** As the container's root may, and who runs tests perhaps not. */
const unshare = findOnPath("unshare");
const maySeparate = unshare !== null && spawnSync(unshare, ["--net", "true"]).status === 0;

describe.skipIf(systemPython() === null)("Python in a container", () => {
  let containers: Containers;
  let worker: LoneWorker;

  beforeAll(async () => {
    containers = await startContainers();
    worker = await startLoneWorker(
      new URL("../../workers/sandbox/container-worker.ts", import.meta.url),
      {
        vars: { CONTAINERS_URL: containers.url },
        durable_objects: { bindings: [{ name: "SANDBOX", class_name: "StandInSandbox" }] },
        migrations: [{ tag: "v1", new_sqlite_classes: ["StandInSandbox"] }],
      },
    );
  });

  afterAll(async () => {
    await worker?.stop();
    await containers?.stop();
  });

  afterEach(() => containers.failCommands(false));

  async function ask({ files = {}, ...asked }: Asked): Promise<Answer> {
    const given = Object.entries(files).map(([name, text]) => [name, btoa(text)]);
    const body = JSON.stringify({ ...asked, files: Object.fromEntries(given) });
    const response = await fetch(new URL("run", worker.url), { method: "POST", body });
    return (await response.json()) as Answer;
  }

  async function run(code: string, more: Omit<Asked, "code"> = {}): Promise<Answer> {
    const answer = await ask({ code, ...more });
    expect(answer.failures).toEqual([]);
    return answer;
  }

  test("sums a column of a file, and is charged for its time and its start", async () => {
    const code =
      "import csv\nprint(sum(int(row['metres']) for row in csv.DictReader(open('tides.csv'))))";
    const { text, isError, files, cost } = await run(code, {
      files: { "tides.csv": "port,metres\nBrest,7\nPenang,2\n" },
    });
    expect(text).toMatch(/^Exit code 0 after \d+\.\d\d s\.\n\nstdout:\n9$/);
    expect([isError, files]).toEqual([false, []]);
    const ms = Number(/(\d+) ms/.exec(cost?.note ?? "")?.[1]);
    expect(ms).toBeGreaterThan(0);
    expect(cost?.amountNanoUsd).toBe((ms + 3000) * 21);
  });

  test("what it wrote comes back byte by byte, and nothing that lay there before", async () => {
    const code = `import os
os.makedirs("deep")
open("deep/b.txt", "w").write("прилив")
open("c.bin", "wb").write(bytes(range(256)) * 4000)
open("changed.csv", "a").write("x")
os.symlink("/etc/passwd", "link")
sorted(os.listdir())`;
    const files = { "kept.csv": "1", "changed.csv": "a", "x/../../etc/kept.csv": "2" };
    const { text, files: written } = await run(code, { files });
    expect(text).toContain("['2-kept.csv', 'c.bin', 'changed.csv', 'deep', 'kept.csv', 'link']");
    expect(written.map(({ fileName }) => fileName)).toEqual(["c.bin", "changed.csv", "deep_b.txt"]);
    const [binary, changed, deep] = written.map(({ base64 }) => Buffer.from(base64, "base64"));
    expect(binary?.equals(Buffer.from(new Uint8Array(1_024_000).map((_, n) => n)))).toBe(true);
    expect([changed?.toString(), deep?.toString()]).toEqual(["ax", "прилив"]);
    expect(written[0]?.mimeType).toBe("application/octet-stream");
  });

  test("keeps ten files of ten megabytes, says which it left out, and writes none over sixteen", async () => {
    const many = await run("for n in range(13): open(f'{n:02}.txt', 'w').write('x')");
    expect(many.files).toHaveLength(10);
    expect(many.text).toContain("Not kept, too many or too large: 10.txt, 11.txt, 12.txt.");
    const large = await run("for name in 'ab': open(name, 'wb').write(bytes(7_000_000))");
    expect(large.files.map(({ fileName }) => fileName)).toEqual(["a"]);
    const larger = await run("open('a', 'wb').write(bytes(17_000_000))");
    expect(larger.text).toMatch(/^Exit code 1 .*OSError: .*File too large/s);
  });

  test("of much output its beginning and its end are told", async () => {
    const { text } = await run("for n in range(100_000): print(n)");
    expect(text).toMatch(/stdout:\n0\n1\n.*\[… \d+ characters left out …\].*\n99999$/s);
    expect(text.length).toBeLessThan(20_200);
  });

  test.each([
    ["x = 6\nx * 7", /^Exit code 0 .*stdout:\n42$/s],
    ["import sys; sys.exit(3)", /^Exit code 3 /],
    [
      "def half(n):\n  return n / 0\nhalf(4)",
      /^Exit code 1 .*line 3, in <module>\n.*line 2, in half\n/s,
    ],
    ["x = (1", /File "main.py", line 1\n.*SyntaxError: '\(' was never closed/s],
    ["input('your name? ')", /EOFError/],
    ["import os; os.abort()", /^The interpreter crashed.* Exit code 134 /],
  ])("%j is told as it ended, without what is not the program's", async (code, told) => {
    const { text, isError } = await run(code);
    expect(text).toMatch(told);
    expect(isError).toBe(!text.includes("Exit code 0"));
    expect(text).not.toMatch(/ferry/);
  });

  test("it is interrupted at its limit, and killed where it goes on; what it had is kept", async () => {
    const patient = await run("print('so far')\nimport time\ntime.sleep(60)", { timeout: 1 });
    expect(patient.text).toMatch(/time limit and was interrupted\. .*so far.*KeyboardInterrupt/s);
    const stubborn = await run(
      "open('half.txt', 'w').write('half')\nimport signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
      { timeout: 1 },
    );
    expect(stubborn.text).toMatch(/and was killed\. Exit code 137/);
    expect(stubborn.files.map(({ fileName }) => fileName)).toEqual(["half.txt"]);
    expect([patient.isError, stubborn.isError]).toEqual([true, true]);
  });

  test.runIf(maySeparate)(
    "it is nobody there, and reaches not even the server beside it",
    async () => {
      const code = `import os, socket
print(os.getuid() > 0, os.listdir(".."))
socket.create_connection(("127.0.0.1", ${new URL(containers.url).port}), timeout=5)`;
      const { text } = await run(code);
      expect(text).toMatch(/^Exit code 1 .*True .*OSError: .*Network is unreachable/s);
    },
  );

  /** Of what happened since `before` starts. The container ends behind the answer. */
  async function startedAndGone(before: number) {
    while (containers.running.size > 0) await once(containers.events, "destroy");
    return containers.starts.slice(before);
  }

  async function keptOf(id: string) {
    while (!containers.kept.has(id)) await once(containers.events, "alarm");
    return containers.kept.get(id);
  }

  test("a container is started without network, for one program, and is gone behind it with all it kept", async () => {
    const before = containers.starts.length;
    await run("open('left behind.txt', 'w')");
    const { text } = await run("import os; os.listdir()");
    expect(text).toContain("[]");
    const started = await startedAndGone(before);
    expect(started).toMatchObject([{ enableInternet: false }, { enableInternet: false }]);
    expect(new Set(started.map(({ id }) => id)).size).toBe(2);
    for (const { id } of started) expect(await keptOf(id)).toEqual([]);
  });

  test.each(["write", "execute"] as const)(
    "a stop while it is asked to %s ends its container at once, and starts no other",
    async (stopAt) => {
      const before = containers.starts.length;
      const files = { a: "1", b: "2", c: "3" };
      const { text } = await ask({
        code: "import time; time.sleep(60)",
        timeout: 60,
        files,
        stopAt,
      });
      expect(text).toMatch(/stopped before it was done/);
      const [started, ...others] = await startedAndGone(before);
      expect(await keptOf(started?.id ?? "")).toEqual([]);
      expect(others).toEqual([]);
      expect(containers.starts).toHaveLength(before + 1);
    },
  );

  test("a container that fails is told as a failure, costs nothing and is gone", async () => {
    const before = containers.starts.length;
    containers.failCommands(true);
    const { text, isError, cost, failures } = await ask({ code: "print(1)" });
    expect([isError, cost]).toEqual([true, undefined]);
    expect(text).toMatch(/failed for a reason that is not in your input/);
    expect(failures.join()).toMatch(/no room on the disk/);
    expect(await startedAndGone(before)).toHaveLength(1);
  });

  test("programs at the same time have containers of their own", async () => {
    const code = (n: number) =>
      `open('n', 'w').write('${n}')\nimport time; time.sleep(0.3); open('n').read()`;
    const told = await Promise.all([1, 2, 3].map((n) => run(code(n))));
    expect(told.map(({ text }) => /'(\d)'/.exec(text)?.[1])).toEqual(["1", "2", "3"]);
  });

  test("Claude is told of this engine, in the same words every time", async () => {
    const [one, two] = [await run("1"), await run("2")];
    expect(one.description).toBe(two.description);
    expect(one.description).toMatch(/Python 3\.11.*numpy, pandas, matplotlib/s);
    expect(one.description).not.toMatch(/no numpy|import charts/);
  });
});
