/** A database as it is after years: filled by Postgres itself, in seconds. */
export type Size = { readonly messages: number; readonly users: number };

/** What a query must never read from end to end. */
export const bigTables = [
  "users",
  "chats",
  "threads",
  "messages",
  "message_edits",
  "sent_messages",
  "turns",
  "tool_calls",
  "user_files",
  "balance_operations",
  "payments",
  "dead_letters",
] as const;

const at = (n: string) => `timestamptz '2026-01-01' + ${n} * interval '10 seconds'`;

/**
 * One thread per user; its messages are numbered from 1. For each message there is one of whatever grows as they do:
 * turn, tool call, file, operation, payment, what was sent.
 */
export function fillStatements({ messages, users }: Size): readonly string[] {
  const perThread = Math.ceil(messages / users);
  const people = `generate_series(1, ${users}) u`;
  const said = `${people}, generate_series(1, ${perThread}) s`;
  const thread = "u || ':0:' || u";
  return [
    `insert into users (id, first_name, username, balance_nano_usd, ledger_seq)
     select u, 'Ada', 'ada' || u, 1, ${perThread} from ${people}`,
    `insert into chats (id, type, created_at, seen_at) select u, 'private', now(), now() from ${people}`,
    `insert into threads (id, chat_id, topic_id, user_id, epoch, last_seq, created_at, updated_at, row_seq, schema_version)
     select ${thread}, u, 0, u, 1, ${perThread}, now(), ${at("u")}, 1, 1 from ${people}`,
    `insert into messages (thread_id, epoch, seq, role, blocks, telegram_message_ids, turn_id, created_at, row_seq, schema_version)
     select ${thread}, 1, s, 'user', '[{"type":"text","text":"hello"}]', '{1}', 'turn' || u || '.' || s, ${at("u * s")}, s, 1 from ${said}`,
    `insert into message_edits (thread_id, epoch, seq, update_id, telegram_message_id, blocks, edited_at, row_seq, schema_version)
     select ${thread}, 1, 1, u, 1, '[]', ${at("u")}, 1, 1 from ${people}`,
    `insert into sent_messages (chat_id, message_id, thread_id, epoch, seq, turn_id, sent_at, row_seq, schema_version)
     select u, s, ${thread}, 1, s, 'turn', ${at("u * s")}, s, 1 from ${said}`,
    `insert into turns (id, thread_id, epoch, user_id, attempt, outcome, model, opened_at, sealed_at, inbound_count,
       input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, web_searches,
       steps, transcriptions, row_seq, schema_version)
     select 'turn' || u || '.' || s, ${thread}, 1, u, 1, 'answered', 'claude-sonnet-5-5', ${at("u * s")}, now(), 1,
       1, 1, 0, 0, 0, 0, '[]', '[]', s, 1 from ${said}`,
    `insert into tool_calls (tool_use_id, thread_id, epoch, turn_id, attempt, step, user_id, tool, input, is_error, started_at, row_seq, schema_version)
     select 'call' || u || '.' || s, ${thread}, 1, 'turn' || u || '.' || s, 1, 1, u, 'echo', '{}', false, ${at("u * s")}, s, 1 from ${said}`,
    `insert into user_files (id, user_id, chat_id, thread_id, source, state, name, mime_type,
       telegram_file_id, telegram_file_unique_id, telegram_message_id, created_at, expires_at, row_seq, schema_version)
     select 'file' || u || '.' || s, u, u, ${thread}, 'user', 'delivered', 'a', 'b', 't', 'u', s, ${at("u * s")}, ${at("u * s")}, s, 1 from ${said}`,
    `insert into balance_operations (key, user_id, ledger_seq, kind, amount_nano_usd, balance_after_nano_usd, turn_id, note)
     select u || '.' || s, u, s, 'charge', -1, 1, 'turn' || u || '.' || s, 'n' from ${said}`,
    `insert into payments (telegram_payment_charge_id, user_id, stars, credited_nano_usd, invoice_payload, paid_at)
     select 'charge' || u || '.' || s, u, 1, 1, 'p', now() from ${said}`,
    `insert into dead_letters (id, received_at, reason, job, replayed_at)
     select md5(u::text) || md5(u::text), ${at("u")}, 'r', '{}', ${at("u")} from ${people}`,
    "analyze",
  ];
}
