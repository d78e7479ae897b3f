/** Errors as Google's APIs write them (cloud.google.com/apis/design/errors). */

export type ApiError = {
  readonly code: number;
  readonly status: string;
  readonly message: string;
  readonly details?: readonly Readonly<Record<string, unknown>>[];
};

export function errorResponse(error: ApiError): Response {
  return Response.json({ error }, { status: error.code });
}

export function invalidArgument(message: string, field = ""): ApiError {
  const violation = { ...(field === "" ? {} : { field }), description: message };
  const details = [
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [violation] },
  ];
  return { code: 400, status: "INVALID_ARGUMENT", message, details };
}

/** Null where the key is right. */
export function checkKey(given: string | undefined, wanted: string): ApiError | null {
  if (given === undefined) {
    const message =
      "Method doesn't allow unregistered callers (callers without established identity).";
    return { code: 403, status: "PERMISSION_DENIED", message };
  }
  if (given === wanted) return null;
  const message = "API key not valid. Please pass a valid API key.";
  const reason = { reason: "API_KEY_INVALID", domain: "googleapis.com" };
  const details = [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", ...reason }];
  return { code: 400, status: "INVALID_ARGUMENT", message, details };
}

const statuses: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

export function errorOf(code: number, message: string): ApiError {
  return { code, status: statuses[code] ?? "UNKNOWN", message };
}
