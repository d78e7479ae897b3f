/** Ids that look like the API's: a prefix and an opaque tail. */
import { randomBytes } from "node:crypto";

export type IdPrefix = "msg" | "req" | "toolu" | "srvtoolu" | "file";

export function makeId(prefix: IdPrefix): string {
  return `${prefix}_01${randomBytes(16).toString("hex")}`;
}
