/** Dead letters: what can not be stored is kept with the reason, to be looked at and replayed. */
import { sql } from "kysely";
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
  const json = storableJson(job);
  const letter = { reason: storableText(reason), received_at: new Date(now()) };
  await store.db
    .insertInto("dead_letters")
    .values({
      id: sql<string>`encode(sha256(convert_to(cast(${json} as jsonb)::text, 'UTF8')), 'hex')`,
      job: json,
      replayed_at: null,
      ...letter,
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ replayed_at: null, ...letter }))
    .execute();
}
