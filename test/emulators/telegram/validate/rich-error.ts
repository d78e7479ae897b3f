/**
 * Why a rich message is refused.
 *
 * Telegram documents the rules and not the texts. "rich message must be non-empty" and codes like
 * RICH_MESSAGE_EMAIL_INVALID were seen from the real server; everything else starts alike here.
 */
import { type ApiError, badRequest } from "../api-error.ts";

export function richError(reason: string): ApiError {
  return badRequest(`can't parse rich message: ${reason}`);
}
