/** What the SDK throws, as an AppError: here and nowhere else it is decided whether trying again can help. */
import { APIConnectionError, APIError } from "@anthropic-ai/sdk/core/error";
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
  if (status === 400 && isSummaryRefused(error)) return summaryRefused(error);
  if (status === 413 || (status === 400 && /^prompt is too long/.test(error.apiMessage ?? "")))
    return tooLarge(error);
  const retry = retryOf(error, status);
  if (isAboutAccount(error, status)) return accountRefused(error, status);
  return new AppError("claude_rejected", `Claude answered ${status} ${error.type ?? ""}`.trim(), {
    retry,
    blame: retry.kind === "never" ? "us" : "vendor",
    cause: error,
  });
}

/** Key, payment, permission, or a spend limit: a 429 too, but one that names no time to come again (faults F22). */
function isAboutAccount({ headers }: APIError, status: number): boolean {
  const isSpent = status === 429 && headers?.get("retry-after") == null;
  return isSpent || status === 401 || status === 402 || status === 403;
}

function accountRefused(error: APIError, status: number): AppError {
  const reason = [status, error.type, error.errorCode].filter(Boolean).join(" ");
  return new AppError("claude_account", `Claude refuses the account: ${reason}`, {
    retry: { kind: "never" },
    blame: "us",
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

/** Of a block that was kept as it came; the others of its kind would say that we sent it wrong. */
const summaryRefusals: ReadonlySet<string | null> = new Set([
  "compaction_signature_invalid",
  "compaction_content_mismatch",
  "compaction_tool_changes_mismatch",
]);

/** Or of a block, or its beta header, that the model or the API no longer knows: those come without a code. */
function isSummaryRefused({ errorCode, apiMessage }: APIError): boolean {
  if (summaryRefusals.has(errorCode)) return true;
  return /compact.*expected|unexpected.*compact/i.test(apiMessage ?? "");
}

/** The signed summary at the beginning is not taken; told in words the request will pass. */
function summaryRefused(cause: APIError): AppError {
  return new AppError("claude_summary_refused", "The signed summary is not accepted", {
    retry: { kind: "later", afterMs: 0 },
    blame: "us",
    cause,
  });
}

/** More than one request can hold. Compaction keeps the rest far below that: it is what came last. */
function tooLarge(cause: APIError): AppError {
  return new AppError("claude_too_large", "The request is larger than Claude can take", {
    retry: { kind: "never" },
    blame: "user",
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
