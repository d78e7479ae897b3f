import { expect, test } from "vitest";
import { AppError } from "../../../lib/model/app-error.ts";
import { describeError } from "../../../lib/ops/describe-error.ts";

const token = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";

test("an error is told by name and message, without its stack", () => {
  const fields = describeError(new TypeError("no such thing"));
  expect(fields).toEqual({ error: "TypeError: no such thing" });
});

test("our own errors carry their code and what caused them", () => {
  const error = new AppError("telegram_unreachable", "no answer", {
    retry: { kind: "later" },
    blame: "vendor",
    cause: new Error("socket hang up"),
  });
  expect(describeError(error)).toEqual({
    error: "AppError: no answer",
    code: "telegram_unreachable",
    cause: "socket hang up",
  });
});

test("a cause that is no error is left out", () => {
  const error = new AppError("store_rejected", "refused", {
    retry: { kind: "never" },
    blame: "us",
    cause: { row: "content" },
  });
  expect(describeError(error)).toEqual({ error: "AppError: refused", code: "store_rejected" });
});

test("secrets stay out of message and cause", () => {
  const url = `https://api.telegram.org/bot${token}/getMe`;
  const error = new AppError("telegram_unreachable", `GET ${url}`, {
    retry: { kind: "later" },
    blame: "vendor",
    cause: new Error(`fetch ${url}`),
  });
  expect(JSON.stringify(describeError(error))).not.toContain("AAHdq");
  expect(JSON.stringify(describeError(url))).not.toContain("AAHdq");
});

test.each([
  ["a text", "broken", "broken"],
  ["nothing", undefined, "undefined"],
  ["null", null, "null"],
  ["a number", 7, "7"],
])("%s thrown is told too", (_what, thrown, error) => {
  expect(describeError(thrown)).toEqual({ error });
});
