/** What the Bot API answers instead of a result: `{ ok: false, error_code, description, parameters? }`. */
import type { ResponseParameters } from "grammy/types";

export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400 with the server's own prefix; the server lowers the first letter of what follows it. */
export function badRequest(reason: string): ApiError {
  return new ApiError(400, `Bad Request: ${reason}`);
}

export function forbidden(reason: string): ApiError {
  return new ApiError(403, `Forbidden: ${reason}`);
}

export function tooManyRequests(retryAfterSeconds: number): ApiError {
  const description = `Too Many Requests: retry after ${retryAfterSeconds}`;
  return new ApiError(429, description, { retry_after: retryAfterSeconds });
}
