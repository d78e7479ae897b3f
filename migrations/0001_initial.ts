/** The first schema: who talks, what was said, what it used, what could not be stored. */
import { type Kysely, sql } from "kysely";

/*
 * Rules of these tables. Money is whole nano-dollars in a bigint. Tables written behind (threads,
 * turns, messages, message_edits, sent_messages, user_files, tool_calls) have no foreign keys,
 * because their rows arrive late, twice and out of order; `row_seq` is the thread's count of outbox
 * rows and tells the newer of two versions. Users and chats are written from several threads: there
 * `seen_at` does; a chat's status is told by one thread alone, and `status_row_seq` is that thread's
 * count. A user's defaults let money arrive before the name does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const people = `
create table users (
  id bigint primary key,
  first_name text not null default '',
  last_name text,
  username text,
  locale text,
  settings jsonb not null default '{}',
  balance_nano_usd bigint not null default 0,
  ledger_seq bigint not null default 0,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default to_timestamp(0)
);
create index users_username on users (lower(username)) where username is not null;

create table chats (
  id bigint primary key,
  type text not null check (type in ('private', 'group', 'supergroup')),
  title text,
  username text,
  status text not null default 'active' check (status in ('active', 'blocked', 'left')),
  status_row_seq bigint not null default 0,
  created_at timestamptz not null,
  seen_at timestamptz not null
);`;

const conversations = `
create table threads (
  id text primary key,
  chat_id bigint not null,
  topic_id bigint not null,
  user_id bigint not null,
  epoch integer not null,
  last_seq integer not null,
  title text,
  prefix_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  row_seq bigint not null,
  schema_version smallint not null
);
create index threads_user on threads (user_id, updated_at desc);
create index threads_updated on threads (updated_at);

create table messages (
  thread_id text not null,
  epoch integer not null,
  seq integer not null check (seq > 0),
  role text not null check (role in ('user', 'assistant')),
  -- json, not jsonb: blocks are replayed to Claude as they came, key order included.
  blocks json not null,
  telegram_message_ids bigint[] not null,
  upload_context text,
  turn_id text not null,
  created_at timestamptz not null,
  row_seq bigint not null,
  schema_version smallint not null,
  primary key (thread_id, epoch, seq)
);
create index messages_created on messages (created_at);

-- How a message reads after each edit. messages.blocks is what Claude was told: replayed as it is, it is
-- never rewritten and so stays the original. One row per edit, named by its update: counting them counts
-- the edits, however often and in whatever order rows come.
create table message_edits (
  thread_id text not null,
  epoch integer not null,
  seq integer not null check (seq > 0),
  update_id bigint not null,
  telegram_message_id bigint not null,
  blocks json not null,
  edited_at timestamptz not null,
  row_seq bigint not null,
  schema_version smallint not null,
  primary key (thread_id, epoch, seq, update_id)
);
create index message_edits_edited on message_edits (edited_at);

create table sent_messages (
  chat_id bigint not null,
  message_id bigint not null,
  thread_id text not null,
  epoch integer not null,
  seq integer not null,
  turn_id text not null,
  sent_at timestamptz not null,
  row_seq bigint not null,
  schema_version smallint not null,
  primary key (chat_id, message_id)
);
create index sent_messages_sent on sent_messages (sent_at);`;

const work = `
create table turns (
  id text primary key,
  thread_id text not null,
  epoch integer not null,
  user_id bigint not null,
  attempt integer not null,
  outcome text not null
    check (outcome in ('answered', 'interrupted', 'stopped', 'failed', 'undeliverable', 'compacted')),
  model text not null,
  opened_at timestamptz not null,
  sealed_at timestamptz not null,
  claude_started_at timestamptz,
  first_token_at timestamptz,
  answered_at timestamptz,
  delivered_at timestamptz,
  inbound_count integer not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cache_read_tokens bigint not null,
  cache_write_5m_tokens bigint not null,
  cache_write_1h_tokens bigint not null,
  web_searches integer not null,
  steps jsonb not null,
  -- Recordings heard for the turn: engine, durationSeconds, costNanoUsd.
  transcriptions jsonb not null,
  cost_nano_usd bigint,
  -- Requests before Claude was asked: a warm turn needs one of Redis and none of Postgres.
  redis_round_trips integer,
  postgres_round_trips integer,
  error_code text,
  row_seq bigint not null,
  schema_version smallint not null
);
create index turns_thread on turns (thread_id, opened_at desc);
create index turns_user on turns (user_id, opened_at desc);
create index turns_opened on turns (opened_at desc);

create table tool_calls (
  tool_use_id text primary key,
  thread_id text not null,
  epoch integer not null,
  turn_id text not null,
  attempt integer not null,
  step integer not null,
  user_id bigint not null,
  tool text not null,
  input jsonb not null,
  is_error boolean not null,
  error_code text,
  cost_nano_usd bigint,
  started_at timestamptz not null,
  ended_at timestamptz,
  row_seq bigint not null,
  schema_version smallint not null
);
create index tool_calls_turn on tool_calls (turn_id);
create index tool_calls_started on tool_calls (started_at);

create table user_files (
  id text primary key,
  user_id bigint not null,
  chat_id bigint not null,
  thread_id text not null,
  source text not null check (source in ('user', 'assistant')),
  state text not null check (state in ('delivered', 'dropped')),
  name text not null,
  mime_type text not null,
  -- Null where Telegram did not say.
  size_bytes bigint,
  telegram_file_id text,
  -- As what it is sent again: Telegram turns no document into a photo.
  telegram_kind text,
  telegram_file_unique_id text,
  telegram_message_id bigint,
  claude_file_id text,
  context text,
  created_at timestamptz not null,
  expires_at timestamptz,
  row_seq bigint not null,
  schema_version smallint not null
);
create index user_files_thread on user_files (thread_id, created_at desc);
create index user_files_created on user_files (created_at);
create index user_files_expires on user_files (expires_at) where expires_at is not null;`;

const trouble = `
create table dead_letters (
  id text primary key,
  received_at timestamptz not null,
  reason text not null,
  job jsonb not null,
  replayed_at timestamptz
);
create index dead_letters_open on dead_letters (received_at) where replayed_at is null;
create index dead_letters_replayed on dead_letters (replayed_at) where replayed_at is not null;

-- What is done once in a while by whoever comes by: a row is claimed by moving its time.
create table chores (
  name text primary key,
  due_at timestamptz not null
);`;

const statements = [people, conversations, work, trouble];
