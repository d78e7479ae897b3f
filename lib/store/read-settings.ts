/** What a person has chosen, as Postgres has it; changes still on their way are missing. */
import * as z from "zod";
import type { UserId } from "../model/ids.ts";
import type { StoredSettings } from "../model/settings.ts";
import type { Store } from "./open-store.ts";
import { storedSettings } from "./stored-settings.ts";

const row = z.object({ settings: storedSettings });

/** Empty for somebody nobody knows yet, and where what stands there was not written by us. Rejects with AppError `store_unavailable`. */
export async function readSettings(store: Store, userId: UserId): Promise<StoredSettings> {
  const found = await store.db
    .selectFrom("users")
    .select("settings")
    .where("id", "=", String(userId))
    .executeTakeFirst();
  // The schema says what the type says, but for the brand of an id.
  return (row.safeParse(found).data?.settings ?? {}) as unknown as StoredSettings;
}
