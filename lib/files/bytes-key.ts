/** Where a file's bytes lie in R2: by the hour, so that what is old is found without a list of it (design §4, "Bytes"). */
import type { UserId } from "../model/ids.ts";

const hourMs = 60 * 60 * 1000;

export type BytesKey = { readonly nowMs: number; readonly owner: UserId; readonly id: string };

/** `f/{utcHour}/{owner}/{random}`; the hour is counted from 1970. */
export function bytesKey({ nowMs, owner, id }: BytesKey): string {
  return `f/${Math.floor(nowMs / hourMs)}/${owner}/${id}`;
}
