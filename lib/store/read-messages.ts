/** History from Postgres: what the cache no longer holds. */
import * as z from "zod";
import type { ThreadId } from "../model/ids.ts";
import type { StoredMessage } from "../model/message.ts";
import type { Store } from "./open-store.ts";

export type MessageRange = {
  readonly threadId: ThreadId;
  readonly epoch: number;
  /** Both ends included. */
  readonly fromSeq: number;
  readonly toSeq: number;
};

const storedMessage = z.object({
  seq: z.int(),
  role: z.enum(["user", "assistant"]),
  blocks: z.array(z.looseObject({ type: z.string() })),
  turn_id: z.string(),
  created_at: z.date(),
});

/**
 * The range's messages in seq order, one request. Rows still on their way are missing: overlay what
 * the journal holds. Rejects with AppError `store_unavailable`.
 */
export async function readMessages(store: Store, range: MessageRange): Promise<StoredMessage[]> {
  const rows = await store.db
    .selectFrom("messages")
    .select(["seq", "role", "blocks", "turn_id", "created_at"])
    .where("thread_id", "=", range.threadId)
    .where("epoch", "=", range.epoch)
    .where("seq", ">=", range.fromSeq)
    .where("seq", "<=", range.toSeq)
    .orderBy("seq")
    .execute();
  return rows.map(toStoredMessage);
}

function toStoredMessage(row: unknown): StoredMessage {
  const { seq, role, blocks, turn_id, created_at } = storedMessage.parse(row);
  const message = { seq, role, blocks, turnId: turn_id, createdAtMs: created_at.getTime() };
  // The schema says what the type says, but for the brands and JSON values zod does not know.
  return message as unknown as StoredMessage;
}
