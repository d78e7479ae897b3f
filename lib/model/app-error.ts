/** The one error class: what went wrong, whether trying again can help, and whose doing it was. */
export type ErrorCode =
  | "config_invalid"
  | "telegram_rejected"
  | "telegram_unreachable"
  | "claude_rejected"
  | "claude_account"
  | "claude_unreachable"
  | "claude_stream_broken"
  | "claude_prefix_changed"
  | "claude_summary_refused"
  | "claude_too_large"
  | "cache_unavailable"
  | "store_unavailable"
  | "store_rejected"
  | "attempt_superseded";

/** Decided once, where the vendor's status is known; everywhere else it is only read. */
export type Retry =
  | { readonly kind: "never" }
  | { readonly kind: "later"; readonly afterMs?: number };

export type AppErrorOptions = {
  readonly retry: Retry;
  readonly blame: "user" | "us" | "vendor";
  readonly cause?: unknown;
};

/** `message` is for operators: it never holds user content, tokens or keys. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly blame: AppErrorOptions["blame"];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.retry = options.retry;
    this.blame = options.blame;
  }
}
