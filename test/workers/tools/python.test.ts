/** execute_python as a turn calls it: programs in, what they print and write out. */
import { describe, expect, test } from "vitest";
import type { ToolResult } from "../../../lib/model/tool.ts";
import { executePython } from "../../../lib/tools/execute-python.ts";
import { decodePng } from "../../support/decode-png.ts";
import { toolContext } from "../../support/tool-context.ts";
import { failures, runPython, textOf } from "./python-toolbox.ts";

async function run(...args: Parameters<typeof runPython>): Promise<ToolResult> {
  const result = await runPython(...args);
  expect(failures).toEqual([]);
  return result;
}

async function printed(...args: Parameters<typeof runPython>): Promise<string> {
  const result = await run(...args);
  expect(textOf(result)).toMatch(/^Exit code 0 after \d/);
  expect(result.isError).toBe(false);
  return textOf(result).split("stdout:\n")[1] ?? "";
}

function written({ outputFiles = [] }: ToolResult) {
  return outputFiles.map(({ fileName, mimeType, bytes }) => ({
    fileName,
    mimeType,
    text: new TextDecoder().decode(bytes),
  }));
}

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

describe("what is random differs from run to run", () => {
  test.each([
    ["random", "import random\nprint(random.random(), random.getrandbits(64))"],
    ["secrets", "import secrets\nprint(secrets.token_hex(16))"],
    ["uuid", "import uuid\nprint(uuid.uuid4(), uuid.uuid1())"],
    ["os.urandom", "import os\nprint(os.urandom(16).hex())"],
    [
      "SQL",
      "import sqlite3\nprint(sqlite3.connect(':memory:').execute('select hex(randomblob(16))').fetchone())",
    ],
    ["temporary names", "import tempfile\nprint(tempfile.mktemp())"],
  ])("%s", async (_what, code) => {
    const [first, second] = [await printed(code), await printed(code)];
    expect(first.length).toBeGreaterThan(10);
    expect(first).not.toBe(second);
  });
});

describe("a mistake is told with its line, and without what is not the program's", () => {
  test.each([
    [
      "an exception",
      "def half(n):\n  return n / 0\nhalf(4)",
      /line 3, in <module>\n.*line 2, in half\n.*ZeroDivisionError/s,
    ],
    [
      "a mistake of syntax",
      "x = (1",
      /File "main.py", line 1\n.*SyntaxError: '\(' was never closed/s,
    ],
    ["a file that is not there", "open('sea.csv')", /FileNotFoundError: .*'sea.csv'/],
    ["input nobody gives", "input('your name? ')", /EOFError/],
    [
      "a module that is not there",
      "import pandas as pd",
      /ModuleNotFoundError: pandas is not available here.*use csv/,
    ],
    ["a part of one", "from matplotlib import pyplot", /charts\.bar/],
  ])("%s", async (_what, code, told) => {
    const result = await run(code);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(/^Exit code 1 after/);
    expect(textOf(result)).toMatch(told);
    expect(textOf(result)).not.toMatch(/ferry\.py|wasm|pyodide/);
  });

  test.each([
    ["import sys; sys.exit(3)", /^Exit code 3 /],
    ["raise SystemExit", /^Exit code 0 /],
    ["import sys; sys.exit('no tide today')", /^Exit code 1 .*stderr:\nno tide today/s],
  ])("%s", async (code, told) => {
    const result = await run(code);
    expect(textOf(result)).toMatch(told);
    expect(result.isError).toBe(!/code 0/.test(textOf(result)));
  });

  test("what it printed and wrote before is kept, also when it is killed", async () => {
    const result = await run(
      "print('so far')\nopen('half.txt', 'w').write('half')\nwhile True:\n  try:\n    while True: pass\n  except BaseException: pass",
      { timeout: 1 },
    );
    expect(textOf(result)).toMatch(/killed\. Exit code 137.*so far/s);
    expect(written(result)).toMatchObject([{ fileName: "half.txt", text: "half" }]);
    expect(result.cost?.amountNanoUsd).toBeGreaterThan(1000 * 50);
  });

  test("of much output its beginning and its end are shown", async () => {
    const text = textOf(await run("for n in range(100_000): print(n)"));
    expect(text).toMatch(/stdout:\n0\n1\n.*\[… \d+ characters left out …\].*\n99999$/s);
  });
});

describe("charts", () => {
  test.each([
    [
      "bars",
      "charts.bar({'Кронштадт': 0.4, 'Saint-Malo': 13.6, 'low': -3}, title='Приливы', y_label='m')",
    ],
    ["groups of bars", "charts.bar({'2025': {'Jan': 3}, '2026': {'Jan': 4, 'Feb': 1}})"],
    [
      "lines",
      "charts.line({'rain': [1, 2, 4], 'sun': [3, 0, 1]}, x=['Mon', 'Tue', 'Wed'], title='Week')",
    ],
    ["points", "charts.scatter([(n, n * n) for n in range(30)], x_label='n')"],
    ["a pie", "charts.pie({'yes': 7, 'no': 3, 'maybe': 0})"],
    ["one value", "charts.line([5])"],
    ["nothing", "charts.bar({})"],
  ])("%s become a picture a chat can show", async (_what, call) => {
    const result = await run(`import charts\n${call}`);
    expect(textOf(result)).toMatch(/^Exit code 0/);
    const [svg, png] = result.outputFiles ?? [];
    expect(svg).toMatchObject({ fileName: "chart.svg", mimeType: "image/svg+xml" });
    expect(png).toMatchObject({
      fileName: "chart.png",
      mimeType: "image/png",
      preview: "1350 × 810 pixels, drawn from chart.svg",
    });
    const { width, height, shades } = await decodePng(png?.bytes ?? new Uint8Array());
    expect([width, height]).toEqual([1350, 810]);
    const dark = shades.filter((shade) => shade < 200).length;
    expect(dark).toBeGreaterThan(300);
    expect(dark).toBeLessThan((width * height) / 2);
  });

  test("words in them are drawn, in Cyrillic too", async () => {
    const dark = async (title: string) => {
      const result = await run(
        `import charts\ncharts.line([1, 2], title=${JSON.stringify(title)})`,
      );
      const png = result.outputFiles?.[1]?.bytes ?? new Uint8Array();
      return (await decodePng(png)).shades.filter((shade) => shade < 128).length;
    };
    const [none, latin, cyrillic] = [await dark(""), await dark("tides"), await dark("приливы")];
    expect(latin).toBeGreaterThan(none + 200);
    expect(cyrillic).toBeGreaterThan(none + 200);
  });

  test("an SVG that cannot be drawn is kept, and the program told why", async () => {
    const result = await run("open('a.svg', 'w').write('<svg')");
    expect(result.isError).toBe(false);
    expect(textOf(result)).toMatch(/a\.svg could not be drawn\. It is not valid SVG/);
    expect(written(result)).toMatchObject([{ fileName: "a.svg" }]);
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
