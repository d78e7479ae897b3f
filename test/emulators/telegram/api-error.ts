/** What the Bot API answers instead of a result: `{ ok: false, error_code, description, parameters? }`. */
export class ApiError extends Error {
  readonly code: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: number, description: string, retryAfterSeconds?: number) {
    super(description);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
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
  return new ApiError(429, description, retryAfterSeconds);
}
