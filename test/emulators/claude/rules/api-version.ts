/** The stand-in speaks one version, the one SDK 1.12 sends; another would need other answers. */
import { type ApiError, invalidRequest } from "../api-error.ts";

const VERSION = "2026-10-21";

export function checkVersion(headers: Headers): ApiError | null {
  const version = headers.get("anthropic-version");
  if (version === null) return invalidRequest("anthropic-version: header is required");
  if (version === VERSION) return null;
  return invalidRequest(`anthropic-version: "${version}" is not a valid version`);
}
