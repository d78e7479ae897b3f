/** Where bytes lie in R2: by the hour, so that what is old is found without a list of it (design §4, "Bytes"). */
import type { UserId } from "../model/ids.ts";

const hourMs = 60 * 60 * 1000;

/** `f`: what people sent · `p`: what tools made, until it is delivered. */
export type BytesKind = "f" | "p";

export type BytesKey = {
  readonly kind: BytesKind;
  readonly nowMs: number;
  readonly owner: UserId;
  readonly id: string;
};

/** `f/{utcHour}/{owner}/{random}`; the hour is counted from 1970. */
export function bytesKey({ kind, nowMs, owner, id }: BytesKey): string {
  return `${bytesOfHour(kind, nowMs)}${owner}/${id}`;
}

/** What all keys of the hour that holds this moment begin with. */
export function bytesOfHour(kind: BytesKind, atMs: number): string {
  return `${kind}/${Math.floor(atMs / hourMs)}/`;
}
