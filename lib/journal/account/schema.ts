/** The tables of a user's account, by version. */
import type { SchemaVersions } from "../upgrade.ts";

export const accountVersions: SchemaVersions = [
  [
    // `settled_at` is null until Postgres has it; the row stays for a day, so that a repeated charge is known.
    `create table charges (
      key text primary key,
      entry text not null,
      amount integer not null,
      noted_at integer not null,
      settled_at integer
    )`,
    "create index charges_unsettled on charges (noted_at) where settled_at is null",
    "create index charges_noted on charges (noted_at)",
    // Money that must not be spent twice: for a tool at work (`ticket`), or a refund under way (none).
    "create table holds (key text primary key, ticket integer, estimate integer not null)",
    // A thread has one turn at a time. Whoever dies without a word loses the place at `expires_at`.
    `create table slots (
      thread_id text primary key,
      ticket integer not null,
      expires_at integer not null
    )`,
    "create table begun (ticket integer primary key autoincrement, at integer not null)",
    // Threads that had a turn on trust while nobody knew the balance.
    "create table trusted (thread_id text primary key)",
    "create table facts (name text primary key, value text not null)",
    // In the one account that counts for all: what each user has spent on a day.
    `create table spending (
      day integer not null,
      user_id integer not null,
      amount integer not null,
      primary key (day, user_id)
    )`,
  ],
  // When a refund's amount was set aside (last): what was left behind can be told from what is under way.
  ["alter table holds add column at integer not null default 0"],
];
