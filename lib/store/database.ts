/** The tables of Postgres as kysely sees them: what is written here and read here (see migrations/). */
import type { ColumnType, Generated } from "kysely";

/** Postgres bigint: comes back as a string; Telegram ids and row counts fit a JS number going in. */
type BigInt64 = ColumnType<string, number, number>;
/** Goes in as JSON text, comes back parsed. */
type Jsonb = ColumnType<unknown, string, string>;
type Timestamp = ColumnType<Date, Date, Date>;
/** A column that `settle_entries` of Postgres writes, and nobody else. */
type Settled = ColumnType<string, never, never>;

/** What every row written behind carries: its place in the thread's outbox and its form. */
type WrittenBehind = {
  readonly row_seq: BigInt64;
  readonly schema_version: number;
};

type UsersTable = {
  readonly id: BigInt64;
  readonly first_name: Generated<string>;
  readonly last_name: string | null;
  readonly username: string | null;
  readonly locale: string | null;
  readonly settings: ColumnType<unknown, string | undefined, string>;
  readonly balance_nano_usd: Settled;
  readonly ledger_seq: Settled;
  readonly created_at: ColumnType<Date, Date | undefined, Date>;
  readonly seen_at: ColumnType<Date, Date | undefined, Date>;
};

type ChatsTable = {
  readonly id: BigInt64;
  readonly type: string;
  readonly title: string | null;
  readonly username: string | null;
  readonly status: Generated<string>;
  readonly status_row_seq: Generated<number>;
  readonly created_at: Timestamp;
  readonly seen_at: Timestamp;
};

type ThreadsTable = WrittenBehind & {
  readonly id: string;
  readonly chat_id: BigInt64;
  readonly topic_id: BigInt64;
  readonly user_id: BigInt64;
  readonly epoch: number;
  readonly last_seq: number;
  readonly created_at: Timestamp;
  readonly updated_at: Timestamp;
};

type TurnsTable = WrittenBehind & {
  readonly id: string;
  readonly thread_id: string;
  readonly epoch: number;
  readonly user_id: BigInt64;
  readonly attempt: number;
  readonly outcome: string;
  readonly model: string;
  readonly opened_at: Timestamp;
  readonly sealed_at: Timestamp;
  readonly claude_started_at: Timestamp | null;
  readonly first_token_at: Timestamp | null;
  readonly answered_at: Timestamp | null;
  readonly delivered_at: Timestamp | null;
  readonly inbound_count: number;
  readonly input_tokens: BigInt64;
  readonly output_tokens: BigInt64;
  readonly cache_read_tokens: BigInt64;
  readonly cache_write_5m_tokens: BigInt64;
  readonly cache_write_1h_tokens: BigInt64;
  readonly web_searches: number;
  readonly steps: Jsonb;
  readonly transcriptions: Jsonb;
  readonly redis_round_trips: number | null;
  readonly postgres_round_trips: number | null;
  readonly cost_nano_usd: ColumnType<string | null, number | null, number | null>;
  readonly error_code: string | null;
};

type MessagesTable = WrittenBehind & {
  readonly thread_id: string;
  readonly epoch: number;
  readonly seq: number;
  readonly role: string;
  readonly blocks: Jsonb;
  readonly telegram_message_ids: ColumnType<string[], number[], number[]>;
  readonly turn_id: string;
  readonly created_at: Timestamp;
};

type MessageEditsTable = WrittenBehind & {
  readonly thread_id: string;
  readonly epoch: number;
  readonly seq: number;
  readonly update_id: BigInt64;
  readonly telegram_message_id: BigInt64;
  readonly blocks: Jsonb;
  readonly edited_at: Timestamp;
};

type SentMessagesTable = WrittenBehind & {
  readonly chat_id: BigInt64;
  readonly message_id: BigInt64;
  readonly thread_id: string;
  readonly epoch: number;
  readonly seq: number;
  readonly turn_id: string;
  readonly sent_at: Timestamp;
};

type UserFilesTable = WrittenBehind & {
  readonly id: string;
  readonly user_id: BigInt64;
  readonly chat_id: BigInt64;
  readonly thread_id: string;
  readonly source: string;
  readonly state: string;
  readonly name: string;
  readonly mime_type: string;
  readonly size_bytes: ColumnType<string | null, number | null, number | null>;
  readonly telegram_file_id: string | null;
  readonly telegram_kind: string | null;
  readonly telegram_file_unique_id: string | null;
  readonly telegram_message_id: ColumnType<string | null, number | null, number | null>;
  readonly claude_file_id: string | null;
  readonly context: string | null;
  readonly created_at: Timestamp;
  readonly expires_at: ColumnType<Date | null, Date | null, Date | null>;
};

/** Read here; written by `settle_entries`, and never changed. */
type BalanceOperationsTable = {
  readonly key: Settled;
  readonly user_id: Settled;
  readonly ledger_seq: Settled;
  readonly kind: Settled;
  readonly amount_nano_usd: Settled;
  readonly balance_after_nano_usd: Settled;
  readonly turn_id: Settled;
  readonly note: Settled;
  readonly created_at: ColumnType<Date, never, never>;
};

type PaymentsTable = {
  readonly telegram_payment_charge_id: string;
  readonly user_id: BigInt64;
  readonly stars: number;
  readonly credited_nano_usd: BigInt64;
  readonly invoice_payload: string;
  readonly paid_at: Timestamp;
  readonly state: string;
  readonly refund_opened_at: ColumnType<Date | null, Date | null, Date | null>;
  readonly refunded_at: ColumnType<Date | null, Date | null, Date | null>;
};

type DeadLettersTable = {
  readonly id: string;
  readonly received_at: Timestamp;
  readonly reason: string;
  readonly job: Jsonb;
  readonly replayed_at: Timestamp | null;
};

type ChoresTable = {
  readonly name: string;
  readonly due_at: Timestamp;
};

export type Database = {
  readonly users: UsersTable;
  readonly chats: ChatsTable;
  readonly threads: ThreadsTable;
  readonly turns: TurnsTable;
  readonly messages: MessagesTable;
  readonly message_edits: MessageEditsTable;
  readonly sent_messages: SentMessagesTable;
  readonly user_files: UserFilesTable;
  readonly balance_operations: BalanceOperationsTable;
  readonly payments: PaymentsTable;
  readonly dead_letters: DeadLettersTable;
  readonly chores: ChoresTable;
};
