/** The API's error answers: one JSON envelope, one request id, the status that picks the SDK's error class. */
import type { ErrorBody } from "./control.ts";

/** A refusal as a value; `details.error_code` becomes the SDK's `error.errorCode`. */
export type ApiError = ErrorBody & { readonly status: number };

export function invalidRequest(message: string, details?: ErrorBody["details"]): ApiError {
  const error = {
    status: 400,
    type: "invalid_request_error",
    message,
  } as const;
  return details === undefined ? error : { ...error, details };
}

export function notFound(message: string, details?: ErrorBody["details"]): ApiError {
  const error = { status: 404, type: "not_found_error", message } as const;
  return details === undefined ? error : { ...error, details };
}

export function tooLarge(message: string): ApiError {
  return { status: 413, type: "request_too_large", message };
}

/** ErrorResponse of the SDK (resources/shared.d.ts). */
export function errorEnvelope(error: ErrorBody, requestId: string): object {
  const { type, message, details } = error;
  const body = details === undefined ? { type, message } : { type, message, details };
  return { type: "error", error: body, request_id: requestId };
}

export function errorResponse(error: ApiError, requestId: string): Response {
  return Response.json(errorEnvelope(error, requestId), {
    status: error.status,
  });
}
