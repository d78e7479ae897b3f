/** Whatever a program does, it ends in time, Claude learns how, and the next one runs as if it had never been. */
import { describe, expect, test } from "vitest";
import { hostilePrograms } from "./hostile-python.ts";
import { run, runPython, textOf } from "./python-toolbox.ts";

/** That none goes on for ever is what the time limit of tests is for. */
describe("ends, and says how", () => {
  test.each(hostilePrograms)("%s", async (_what, code, told) => {
    const result = await run(code, { timeout: 2 });
    expect(textOf(result)).toMatch(told);
    expect(textOf(result).length).toBeLessThan(30_000);
  });
});

test("what one program changes is unknown to the next", async () => {
  const first = await runPython(
    "import builtins, math, sys\nmath.pi = 3\nbuiltins.print = None\nsys.modules['json'] = None\nopen('/work/left', 'w').write('x')",
  );
  expect(first.isError).toBe(false);
  const second = await runPython(
    "import math, json, os\nprint(math.pi, json.dumps(os.listdir('.')))",
  );
  expect(textOf(second)).toContain("3.141592653589793 []");
});
