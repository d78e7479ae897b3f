/** A thread's journal, opened: the one durable thing between Telegram and Postgres. */
import { type Deadlines, openDeadlines } from "./deadlines.ts";
import { type FactStore, openFacts } from "./facts.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import { type MadeFiles, openMadeFiles } from "./made-files.ts";
import { type Media, openMedia } from "./media.ts";
import { type Notices, openNotices } from "./notices.ts";
import { type Outbox, openOutbox } from "./outbox.ts";
import { type OwedStore, openOwed } from "./owed.ts";
import { upgradeJournal } from "./schema.ts";
import type { Sql, Transact } from "./sql.ts";
import { openTold, type Told } from "./told.ts";
import { openTurns, type Turns } from "./turns.ts";

export type Journal = {
  readonly transact: Transact;
  readonly inbox: Inbox;
  readonly media: Media;
  readonly madeFiles: MadeFiles;
  readonly notices: Notices;
  readonly told: Told;
  readonly turns: Turns;
  readonly outbox: Outbox;
  readonly owed: OwedStore;
  readonly deadlines: Deadlines;
  readonly facts: FactStore;
};

export function openJournal(sql: Sql, transact: Transact): Journal {
  transact(() => upgradeJournal(sql));
  return {
    transact,
    inbox: openInbox(sql),
    media: openMedia(sql),
    madeFiles: openMadeFiles(sql),
    notices: openNotices(sql),
    told: openTold(sql),
    turns: openTurns(sql),
    outbox: openOutbox(sql),
    owed: openOwed(sql),
    deadlines: openDeadlines(sql),
    facts: openFacts(sql),
  };
}
