/** execute_python as a turn calls it: programs in, what they print and write out. */
import { describe, expect, test } from "vitest";
import { executePython } from "../../../lib/tools/execute-python.ts";
import { toolContext } from "../../support/tool-context.ts";
import { printed, run, runPython, textOf, written } from "./python-toolbox.ts";

const tides = "port,metres\nКронштадт,0.4\nSaint-Malo,13.6\nPenang,2.1\n";

describe("a program", () => {
  test("sums a column of a file, and is charged for its time", async () => {
    const code =
      "import csv\nrows = list(csv.DictReader(open('tides.csv', " +
      "encoding='utf-8')))\nprint(round(sum(float(row['metres']) for row in rows), 3), rows[0]['port'])";
    const result = await run(code, { files: { "tides.csv": tides } });
    expect(textOf(result)).toContain("stdout:\n16.1 Кронштадт");
    expect(result.files).toEqual([]);
    expect(result.outputFiles).toEqual([]);
    const { amountNanoUsd = 0, note = "" } = result.cost ?? {};
    const ms = Number(/(\d+) ms/.exec(note)?.[1]);
    expect(amountNanoUsd / ms).toBe(50);
  });

  test("shows the value of its last line, as a notebook does", async () => {
    expect(await printed("x = 6\nx * 7")).toBe("42");
    expect(await printed("print('a'); None")).toBe("a");
  });

  test("counts exactly, with the modules of the standard library", async () => {
    const code =
      "import decimal, fractions, hashlib, sqlite3, statistics, zipfile, asyncio, " +
      "time\nasync def wait():\n  await asyncio.sleep(3600)\n  return " +
      "'waited'\ntime.sleep(3600)\nprint(decimal.Decimal('0.1') * 3, fractions.Fraction(1, 3) * 3, " +
      "statistics.median([5, 1, 9]), hashlib.sha256(b'tide').hexdigest()[:8], " +
      "sqlite3.connect(':memory:').execute('select 6 * 7').fetchone()[0], asyncio.run(wait()))";
    expect(await printed(code)).toBe("0.3 1 5 8a28929a 42 waited");
  });

  test("writes files of any kind, in folders too; what it was given and left alone does not come back", async () => {
    const code =
      "import json, os\njson.dump({'a': 1}, open('a.json', " +
      "'w'))\nos.makedirs('deep/er')\nopen('deep/er/b.txt', 'w').write('tide')\nopen('/output/c.bin', " +
      "'wb').write(bytes([0, 255, 128]))\nopen('changed.csv', 'a').write('x')";
    const result = await run(code, { files: { "tides.csv": tides, "changed.csv": "a" } });
    const files = written(result);
    expect(files.map(({ fileName }) => fileName).sort()).toEqual([
      "a.json",
      "c.bin",
      "changed.csv",
      "deep_er_b.txt",
    ]);
    expect(files).toContainEqual({
      fileName: "a.json",
      mimeType: "application/json",
      text: '{"a": 1}',
    });
    expect(files).toContainEqual(expect.objectContaining({ fileName: "changed.csv", text: "ax" }));
    const binary = result.outputFiles?.find(({ fileName }) => fileName === "c.bin");
    expect([...(binary?.bytes ?? [])]).toEqual([0, 255, 128]);
    expect(binary?.mimeType).toBe("application/octet-stream");
  });

  test("keeps ten files of ten megabytes, and says which it left out", async () => {
    const many = await run("for n in range(13): open(f'{n:02}.txt', 'w').write('x')");
    expect(many.outputFiles).toHaveLength(10);
    expect(textOf(many)).toContain("Not kept, too many or too large: 10.txt, 11.txt, 12.txt.");
    const large = await run(
      "open('a', 'wb').write(bytes(7_000_000))\nopen('b', 'wb').write(bytes(7_000_000))",
    );
    expect(large.outputFiles?.map(({ fileName }) => fileName)).toEqual(["a"]);
  });

  test("has two files of one name apart, and none with a path", async () => {
    const seen = await printed("import os\nprint(sorted(os.listdir('.')))", {
      files: { "x/../../etc/a.csv": "1", "y/a.csv": "2", "..": "3" },
    });
    expect(seen).toBe("['1-a.csv', 'a.csv', 'file']");
  });
});

test("a file the person does not have is refused, and nothing runs", async () => {
  const { find, read } = toolContext().files;
  expect(await find("user:other")).toBeNull();
  expect(await read("user:other", 1)).toEqual({ reason: "unknown" });
  const result = await runPython("print(1)", { files: { "": "x" } });
  expect(textOf(result)).toContain("1");
});

test("a stop ends the program at once", async () => {
  const stopping = new AbortController();
  const running = runPython("while True: pass", { timeout: 60, signal: stopping.signal });
  await scheduler.wait(1500);
  stopping.abort();
  expect(textOf(await running)).toMatch(/stopped before it was done/);
  expect(await printed("print('next')")).toBe("next");
});

test("programs at the same time do not disturb each other", async () => {
  const runs = [1, 2, 3].map((n) => printed(`x = 0\nfor i in range(200_000): x += ${n}\nprint(x)`));
  expect(await Promise.all(runs)).toEqual(["200000", "400000", "600000"]);
});

test("without an engine the tool says that it is not there", async () => {
  const tool = executePython(null);
  const result = await tool.run({ code: "1", files: [], timeout: 1 }, toolContext());
  expect(result).toMatchObject({ isError: true, files: [] });
  expect(textOf(result)).toMatch(/not set up on this bot/);
  expect(tool.estimateNanoUsd).toBeUndefined();
});
