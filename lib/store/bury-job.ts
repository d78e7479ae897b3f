/** Dead letters: what can not be stored is kept with the reason, to be looked at and replayed. */
import { sql } from "kysely";
import { AppError } from "../model/app-error.ts";
import type { Store } from "./open-store.ts";
import { storableJson, storableText } from "./storable.ts";

export type Burial = {
  /** A queue message as it came, or a flush job of the one row that was refused. */
  readonly job: unknown;
  readonly reason: string;
  readonly now: () => number;
};

/** The same job buried again is one dead letter, open again. Rejects with AppError `store_unavailable`. */
export async function buryJob(store: Store, { job, reason, now }: Burial): Promise<void> {
  const letter = { reason: storableText(reason), receivedAt: new Date(now()) };
  const json = storableJson(job);
  try {
    await insertDeadLetter(store, { ...letter, json });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "store_rejected")) throw error;
    // Nested deeper than jsonb allows: it is kept as a text.
    await insertDeadLetter(store, { ...letter, json: JSON.stringify(json) });
  }
}

type DeadLetter = { readonly reason: string; readonly receivedAt: Date; readonly json: string };

async function insertDeadLetter(store: Store, letter: DeadLetter): Promise<void> {
  await store.db
    .insertInto("dead_letters")
    .values({
      id: sql<string>`encode(sha256(convert_to(cast(${letter.json} as jsonb)::text, 'UTF8')), 'hex')`,
      received_at: letter.receivedAt,
      reason: letter.reason,
      job: letter.json,
      replayed_at: null,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({
        received_at: letter.receivedAt,
        reason: letter.reason,
        replayed_at: null,
      }),
    )
    .execute();
}
