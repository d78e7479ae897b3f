import { expect, test } from "vitest";
import { createLog } from "../../../lib/ops/log.ts";

function capture() {
  const out: string[] = [];
  const err: string[] = [];
  const log = createLog({ out: (line) => out.push(line), err: (line) => err.push(line) });
  return { log, out, err };
}

test("each event is one line of JSON: what happened, how grave, and its fields", () => {
  const { log, out } = capture();
  log.info("turn.done", { turn: "t1", attempt: 1, missing: undefined, none: null, ok: true });
  const [line = ""] = out;
  expect(JSON.parse(line)).toEqual({
    level: "info",
    event: "turn.done",
    turn: "t1",
    attempt: 1,
    none: null,
    ok: true,
  });
});

test("warnings and errors go to the error stream, news to the other", () => {
  const { log, out, err } = capture();
  log.info("a");
  log.warn("b");
  log.error("c");
  const eventsOf = (lines: string[]) => lines.map((line) => JSON.parse(line));
  expect(eventsOf(out)).toEqual([{ level: "info", event: "a" }]);
  expect(eventsOf(err)).toEqual([
    { level: "warn", event: "b" },
    { level: "error", event: "c" },
  ]);
});

test.each([
  'a "quoted"\nsecond line\r\u2028',
  "postgres://ferry:",
  "Bearer ",
  "bot7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0",
  "sk-ant-api03-abcdefgh\\",
])("a field of %j leaves the line whole", (reason) => {
  const { log, out } = capture();
  log.info("x", { reason, next: "ada@example.org", more: "postgresql://a:b@c" });
  const [line = ""] = out;
  expect(line).not.toMatch(/[\n\r]/);
  const parsed = JSON.parse(line);
  expect(parsed.next).toBe("ada@example.org");
  expect(parsed.more).toBe("postgresql://a:…@c");
});

test("no secret gets out through a field", () => {
  const { log, out } = capture();
  const url = "https://api.telegram.org/bot7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0/getMe";
  log.info("x", { url });
  expect(out.join()).not.toContain("AAHdq");
});
