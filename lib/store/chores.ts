/** Work that is due once in a while, whoever comes by: the one who claims it does it. */
import { sql } from "kysely";
import type { Store } from "./open-store.ts";

export type Chore = {
  readonly name: "retention";
  readonly nowMs: number;
  /** Nobody else does it meanwhile. */
  readonly untilMs: number;
};

/** True for one of all who ask, once it is due. Rejects with AppError `store_unavailable`. */
export async function claimChore(store: Store, chore: Chore): Promise<boolean> {
  const due = new Date(chore.untilMs);
  const claimed = await store.db
    .insertInto("chores")
    .values({ name: chore.name, due_at: due })
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet({ due_at: due })
        .where("chores.due_at", "<=", new Date(chore.nowMs)),
    )
    .returning(sql`1`.as("claimed"))
    .execute();
  return claimed.length > 0;
}

/** Where it could not be finished: then it is due again at once. */
export async function leaveChore(store: Store, { name, nowMs }: Omit<Chore, "untilMs">) {
  await store.db
    .updateTable("chores")
    .set({ due_at: new Date(nowMs) })
    .where("name", "=", name)
    .execute();
}
