/** Version 2026-10-21 has no sampling parameters (field-and-platforms §5.1). */
import { type ApiError, invalidRequest } from "../api-error.ts";

/** Looks at the raw body: the schema, too, would refuse these, but without saying why. */
export function refuseSampling(body: unknown): ApiError | null {
  if (typeof body !== "object" || body === null) return null;
  const found = ["temperature", "top_p", "top_k"].find((name) => name in body);
  if (found === undefined) return null;
  return invalidRequest(`${found}: sampling parameters are not supported by this API version`);
}
