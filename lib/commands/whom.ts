/** Whose account an admin means: a Telegram id, or a name with @. */
import type { UserId } from "../model/ids.ts";
import type { Whom } from "../model/money-task.ts";

/** Null where it is neither. */
export function readWhom(text: string): Whom | null {
  if (/^[1-9]\d{0,15}$/.test(text)) return { userId: Number(text) as UserId };
  const [, username] = /^@([A-Za-z0-9_]{1,32})$/.exec(text) ?? [];
  return username === undefined ? null : { username };
}
