/** Which writes travel in one statement: a batch takes at most five, whatever it holds (design §6). */
import { type CompiledQuery, type Kysely, sql } from "kysely";
import type { Database } from "../database.ts";
import { upsertChatStatuses } from "./chat-statuses.ts";
import { upsertChats } from "./chats.ts";
import { insertMessageEdits } from "./message-edits.ts";
import { upsertMessages } from "./messages.ts";
import type { PlacedRow } from "./placed-row.ts";
import { upsertSentMessages } from "./sent-messages.ts";
import { upsertThreads } from "./threads.ts";
import { upsertTurns } from "./turns.ts";
import { upsertUserFiles } from "./user-files.ts";
import { mergeUserSettings } from "./user-settings.ts";
import { upsertUsers } from "./users.ts";
import type { Write } from "./write.ts";

type Writer = (db: Kysely<Database>, rows: readonly PlacedRow[]) => Write | null;

/** Writers of one group run in one statement, so no two of a group may write to the same table. */
const groups: readonly (readonly Writer[])[] = [
  [upsertUsers, upsertChats],
  [mergeUserSettings, upsertChatStatuses],
  [upsertThreads, upsertTurns],
  [upsertMessages, insertMessageEdits],
  [upsertSentMessages, upsertUserFiles],
];

/** In one order whatever the rows are, so that two transactions lock alike and do not deadlock. */
export function statementsFor(db: Kysely<Database>, rows: readonly PlacedRow[]): CompiledQuery[] {
  return groups
    .map((writers) => writers.map((write) => write(db, rows)).filter((each) => each !== null))
    .filter((writes) => writes.length > 0)
    .map((writes) => asOne(writes).compile(db));
}

function asOne([first, ...others]: readonly Write[]) {
  if (others.length === 0) return sql`${first}`;
  const parts = [first, ...others].map(
    (write, index) => sql`${sql.ref(`write_${index}`)} as (${write})`,
  );
  return sql`with ${sql.join(parts)} select 1`;
}
