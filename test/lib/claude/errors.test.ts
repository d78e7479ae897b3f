import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import { mapClaudeError } from "../../../lib/claude/map-error.ts";
import { retryDelayMs } from "../../../lib/claude/retry-delay.ts";
import { AppError, type Retry } from "../../../lib/model/app-error.ts";

function answered(status: number, type: string, headers: Record<string, string> = {}): AppError {
  const body = { type: "error", error: { type, message: "words of a person" } };
  return mapClaudeError(APIError.generate(status, body, undefined, new Headers(headers)));
}

describe("what Claude's refusal means", () => {
  test.each([
    [400, "invalid_request_error", "never", "us"],
    [404, "not_found_error", "never", "us"],
    [408, "timeout_error", "later", "vendor"],
    [409, "conflict_error", "later", "vendor"],
    [500, "api_error", "later", "vendor"],
    [529, "overloaded_error", "later", "vendor"],
  ])("%i %s", (status, type, kind, blame) => {
    const error = answered(status, type);
    expect(error).toMatchObject({ code: "claude_rejected", retry: { kind }, blame });
    expect(error.message).toContain(String(status));
    expect(error.message).not.toContain("words of a person");
  });

  test.each([
    [401, "authentication_error"],
    [402, "billing_error"],
    [403, "permission_error"],
    [429, "rate_limit_error"], // names no time to come again: the spend limit
  ])("%i %s is about the account: an operator must act", (status, type) => {
    expect(answered(status, type)).toMatchObject({
      code: "claude_account",
      message: `Claude refuses the account: ${status} ${type}`,
      retry: { kind: "never" },
      blame: "us",
    });
  });

  test("a rate limit passes after the time it names, a spend limit does not pass", () => {
    expect(answered(429, "rate_limit_error", { "retry-after": "7" }).retry).toEqual({
      kind: "later",
      afterMs: 7000,
    });
    expect(answered(429, "rate_limit_error").retry).toEqual({ kind: "never" });
    expect(answered(529, "overloaded_error", { "x-should-retry": "false" }).retry).toEqual({
      kind: "never",
    });
  });

  test("a summary that is not taken back is told apart from one that was sent wrongly", () => {
    const refused = (error_code: string, message = "x") => {
      const details = { error_code };
      const body = { type: "error", error: { type: "invalid_request_error", message, details } };
      return mapClaudeError(APIError.generate(400, body, undefined, new Headers())).code;
    };
    expect(refused("compaction_signature_invalid")).toBe("claude_summary_refused");
    expect(refused("compaction_tool_changes_mismatch")).toBe("claude_summary_refused");
    expect(refused("compaction_block_misplaced")).toBe("claude_rejected");
    expect(refused("compaction_incomplete_turn")).toBe("claude_rejected");
    const unknownTag =
      "Input tag 'compaction' found using 'type' does not match any of the expected";
    expect(refused("", unknownTag)).toBe("claude_summary_refused");
    const unknownBeta = "Unexpected value(s) `compact-2026-09-04` for the `anthropic-beta` header";
    expect(refused("", unknownBeta)).toBe("claude_summary_refused");
  });

  test("no connection is nobody's refusal", () => {
    for (const thrown of [
      new APIConnectionError({ message: "x" }),
      new APIConnectionTimeoutError(),
    ])
      expect(mapClaudeError(thrown)).toMatchObject({
        code: "claude_unreachable",
        retry: { kind: "later" },
        blame: "vendor",
      });
  });

  test.each([
    ["an error event", new APIError(undefined, { type: "error" }, "overloaded", new Headers())],
    ["a cut", new TypeError("terminated")],
    ["an abort", new APIUserAbortError()],
    ["anything else", "broken"],
  ])("%s in the middle is an answer that broke off", (_what, thrown) => {
    expect(mapClaudeError(thrown)).toMatchObject({ code: "claude_stream_broken", cause: thrown });
  });

  test("what was understood once is not understood anew", () => {
    const error = answered(400, "invalid_request_error");
    expect(mapClaudeError(error)).toBe(error);
  });
});

describe("asking again", () => {
  const failing = (retry: Retry) =>
    new AppError("claude_rejected", "x", { retry, blame: "vendor" });

  test("is done twice, a little later each time, and not by all at the same moment", () => {
    const later = failing({ kind: "later" });
    expect([1, 2, 3].map((tries) => retryDelayMs(later, tries, () => 0))).toEqual([
      500,
      1000,
      null,
    ]);
    expect(retryDelayMs(later, 1, () => 0.99)).toBeLessThan(400);
    expect(retryDelayMs(later, 1, () => 0.99)).toBeGreaterThan(370);
  });

  test("waits as long as Claude says, unless a person would wait too long", () => {
    const asked = (afterMs: number) =>
      retryDelayMs(failing({ kind: "later", afterMs }), 1, () => 0);
    expect([asked(0), asked(7000), asked(20_000), asked(20_001)]).toEqual([0, 7000, 20_000, null]);
  });

  test("is not done where it cannot help", () => {
    expect(retryDelayMs(failing({ kind: "never" }), 1, () => 0)).toBeNull();
  });
});
