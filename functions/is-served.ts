/** Whom this bot is for. */
import type { UserId } from "../lib/model/ids.ts";
import type { Config } from "./env.ts";

export function isServed(userId: UserId, { OPEN_TO_ALL, ALLOWED_IDS }: Config): boolean {
  const open = OPEN_TO_ALL === "yes" || ALLOWED_IDS.length === 0;
  return open || ALLOWED_IDS.includes(userId);
}
