/** Programs of execute_python that fail, or end otherwise than at their last line: what Claude is told then. */
import { describe, expect, test } from "vitest";
import { run, textOf, written } from "./python-toolbox.ts";

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
