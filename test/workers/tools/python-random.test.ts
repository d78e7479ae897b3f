/** Chance in execute_python: every run begins from the same memory, and must not draw the same lot. */
import { describe, expect, test } from "vitest";
import { printed } from "./python-toolbox.ts";

describe("what is random differs from run to run", () => {
  test.each([
    ["random", "import random\nprint(random.random(), random.getrandbits(64))"],
    ["a generator of one's own", "import random\nprint(random.Random().random())"],
    ["SystemRandom", "import random\nprint(random.SystemRandom().random())"],
    ["a shuffle", "import random\nlist = [*range(50)]\nrandom.shuffle(list)\nprint(list)"],
    ["secrets", "import secrets\nprint(secrets.token_hex(16))"],
    ["uuid", "import uuid\nprint(uuid.uuid4(), uuid.uuid1())"],
    ["a secret choice", "import secrets\nprint([secrets.randbelow(10) for _ in range(20)])"],
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

test("what was seeded is the same in every run, and so is the order of a set", async () => {
  const code = "import random\nrandom.seed(7)\nprint(random.random(), {'tide', 'quay', 'ferry'})";
  expect(await printed(code)).toBe(await printed(code));
});
