/** What people chose, setting by setting: the newest choice stays, whichever thread tells it and however often. */
import { type Kysely, sql } from "kysely";
import type { UserId } from "../../model/ids.ts";
import { mergeSettings, type StoredSettings } from "../../model/settings.ts";
import type { Database } from "../database.ts";
import { storableJson } from "../storable.ts";
import { type PlacedRow, rowsOfKind } from "./placed-row.ts";
import type { Write } from "./write.ts";

export function mergeUserSettings(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const byUser = new Map<UserId, StoredSettings>();
  for (const { row } of rowsOfKind(rows, "settings"))
    byUser.set(row.userId, mergeSettings(byUser.get(row.userId) ?? {}, row.settings));
  if (byUser.size === 0) return null;
  const values = [...byUser]
    .sort(([a], [b]) => a - b)
    .map(([id, settings]) => ({ id, settings: storableJson(settings) }));
  return db
    .insertInto("users")
    .values(values)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ settings: sql`users.settings || ${newerSettings}` }),
    );
}

/** Of the incoming settings those that are newer than ours; one without a version of ours always is. */
const newerSettings = sql`coalesce((
  select jsonb_object_agg(incoming.key, incoming.value)
  from jsonb_each(excluded.settings) as incoming(key, value)
  where ${version("incoming.value")} > ${version("users.settings -> incoming.key")}
), '{}')`;

function version(setting: string) {
  const part = (name: string) => sql.raw(`coalesce((${setting} ->> '${name}')::bigint, -1)`);
  return sql`(${part("changedAtMs")}, ${part("updateId")})`;
}
