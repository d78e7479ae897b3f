/** The journal's tables, by version: a deploy must be able to read what the version before it wrote. */
import type { Sql } from "./sql.ts";
import { type SchemaVersions, upgrade } from "./upgrade.ts";

const versions: SchemaVersions = [
  [
    // The claim on an update is its storage: one insert, kept 25 h after it was answered (design §3 P1).
    `create table inbox (
      update_id integer primary key,
      message_id integer not null,
      received_at integer not null,
      state text not null check (state in ('command', 'waiting', 'taken', 'done')),
      inbound text
    )`,
    "create index inbox_by_state on inbox (state, message_id)",
    "create table turn (id text primary key, state text not null)",
    `create table outbox (
      row_seq integer primary key autoincrement,
      row text not null,
      sent_at integer
    )`,
    "create table deadlines (name text primary key, at integer not null)",
    "create table facts (name text primary key, value text not null)",
  ],
  [
    // One row per file of a message that waits; `outcome` is null until the file is there, or will never be.
    `create table media (
      update_id integer not null,
      slot integer not null,
      attachment text not null,
      wait_until integer not null,
      fetch_at integer not null,
      tries integer not null default 0,
      announced integer not null default 0,
      outcome text,
      primary key (update_id, slot)
    )`,
  ],
  [
    // One row per message of the epoch that was answered: its edit is told to Claude, and can be answered anew.
    `create table told (
      message_id integer primary key,
      seq integer not null,
      sent_at integer not null,
      words text not null,
      touched_at integer not null,
      note_due integer not null default 0,
      offered integer not null default 0
    )`,
  ],
  [
    // What Claude and its tools said to each other in the open turn, step by step: written once, never rewritten.
    `create table said (
      position integer primary key autoincrement,
      role text not null,
      blocks text not null
    )`,
  ],
  // What is owed to a person about a file: written with the step that caused it, gone when it is said.
  ["create table notices (id integer primary key autoincrement, notice text not null)"],
  [
    // `file` is the unique id of the message's own file, empty where it had none, null where it was told before
    // this was known; `file_update` names the edit that replaced it, under which the new one is fetched.
    "alter table told add column file text",
    "alter table told add column file_update integer",
  ],
  [
    // What tools made and Claude decides about: the truth of which Redis holds a copy.
    `create table made_files (
      position integer primary key autoincrement,
      id text not null unique,
      expires_at integer not null,
      record text not null
    )`,
  ],
  // What the user's account must hear: written with the step that cost it, gone when it has heard.
  ["create table owed (key text primary key, owed text not null)"],
  // How often the queue was given the row: each time it is given up for lost later than before.
  ["alter table outbox add column sends integer not null default 0"],
  // What a recording is charged by, from the moment it came; null where it came before this was kept.
  ["alter table media add column price_version text"],
];

export function upgradeJournal(sql: Sql): void {
  upgrade(sql, versions);
}
