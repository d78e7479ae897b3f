/** One message of a thread's history, as the Claude API takes and gives it. */
import type { TurnId } from "./ids.ts";
import type { JsonObject } from "./json.ts";

/** A content block, kept verbatim: signed thinking blocks must be replayed byte for byte (P7). */
export type Block = JsonObject & { readonly type: string };

/** A message as Claude takes it. */
export type Message = {
  readonly role: "user" | "assistant";
  readonly blocks: readonly Block[];
};

export type StoredMessage = Message & {
  /** Place in the thread, from 1, without gaps within an epoch. */
  readonly seq: number;
  readonly turnId: TurnId;
  readonly createdAtMs: number;
};
