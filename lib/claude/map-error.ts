/** What the SDK throws, as an AppError: here and nowhere else it is decided whether trying again can help. */
import { APIConnectionError, APIError } from "@anthropic-ai/sdk";
import { AppError, type Retry } from "../model/app-error.ts";

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
  if (status === 400 && /bound to a different conversation/.test(error.message))
    return prefixChanged(error);
  const retry = retryOf(error, status);
  return new AppError("claude_rejected", `Claude answered ${status} ${error.type ?? ""}`.trim(), {
    retry,
    blame: retry.kind === "never" ? "us" : "vendor",
    cause: error,
  });
}

/** Thinking in the history no longer fits what stands before it; without it the request will pass (P7). */
function prefixChanged(cause: APIError): AppError {
  return new AppError("claude_prefix_changed", "Thinking is bound to another beginning", {
    retry: { kind: "later", afterMs: 0 },
    blame: "us",
    cause,
  });
}

function retryOf({ headers }: APIError, status: number): Retry {
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  if (!passing || headers?.get("x-should-retry") === "false") return { kind: "never" };
  const afterSeconds = Number(headers?.get("retry-after") ?? Number.NaN);
  if (Number.isFinite(afterSeconds)) return { kind: "later", afterMs: afterSeconds * 1000 };
  // A spend limit is a 429 too, and says nothing of a time: it does not pass by itself (faults F22).
  return status === 429 ? { kind: "never" } : { kind: "later" };
}
