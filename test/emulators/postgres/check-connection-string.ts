/** Who may use the local database: whoever knows the password printed into its URL. */
import { sameSecret } from "../same-secret.ts";
import { fatalError, type PostgresError } from "./wire/error-response.ts";

/** PostgreSQL's own words and code (invalid_password), as Neon answers them. */
export const WRONG_PASSWORD = fatalError("28P01", "password authentication failed");

/** The error to answer, or null where the URL carries the right password. */
export function checkConnectionString(
  url: string | undefined,
  password: string,
): PostgresError | null {
  return sameSecret(passwordOf(url ?? ""), password) ? null : WRONG_PASSWORD;
}

function passwordOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url).password);
  } catch {
    // Not a URL, or not validly escaped: as good as no password.
    return "";
  }
}
