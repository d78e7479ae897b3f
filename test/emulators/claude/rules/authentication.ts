/** Only the configured key opens the API; SDK 1.x sends it as a bearer token, older callers as x-api-key. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { ApiError } from "../api-error.ts";

export function checkKey(headers: Headers, apiKey: string): ApiError | null {
  const key = headers.get("authorization")?.replace(/^Bearer /, "") ?? headers.get("x-api-key");
  if (key === null) return refuse("authentication is required: no API key was provided");
  return isSame(key, apiKey) ? null : refuse("invalid x-api-key");
}

function refuse(message: string): ApiError {
  return { status: 401, type: "authentication_error", message };
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
