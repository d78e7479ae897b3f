/** What the SDK throws, as an AppError: here and nowhere else it is decided whether trying again can help. */
import { APIConnectionError, APIError } from "@anthropic-ai/sdk";
import { AppError } from "../model/app-error.ts";

export function mapClaudeError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof APIConnectionError) {
    return new AppError("claude_unreachable", "Claude could not be reached", {
      retry: { kind: "later" },
      blame: "vendor",
      cause: thrown,
    });
  }
  if (thrown instanceof APIError && thrown.status !== undefined)
    return rejected(thrown, thrown.status);
  return brokenStream(thrown);
}

/** The stream of a 200 ended before its end: an error event, a cut connection, no `message_stop`. */
export function brokenStream(cause?: unknown): AppError {
  return new AppError("claude_stream_broken", "Claude's answer broke off", {
    retry: { kind: "later" },
    blame: "vendor",
    cause,
  });
}

function rejected(error: APIError, status: number): AppError {
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  return new AppError("claude_rejected", `Claude answered ${status} ${error.type ?? ""}`.trim(), {
    retry: passing ? { kind: "later" } : { kind: "never" },
    blame: passing ? "vendor" : "us",
    cause: error,
  });
}
