/** What a turn did: its outcome, times and tokens. What of it was paid stands in the ledger. */
import type { Kysely } from "kysely";
import type { TurnRecord } from "../../model/turn.ts";
import { addUsage, noUsage } from "../../model/usage.ts";
import type { Database } from "../database.ts";
import { storableJson, storableText } from "../storable.ts";
import { newestRows } from "./newest-rows.ts";
import { overwrite } from "./overwrite.ts";
import { type PlacedRow, type PlacedRowOf, rowsOfKind, versionColumns } from "./placed-row.ts";
import type { Write } from "./write.ts";

const changing = [
  "attempt",
  "outcome",
  "model",
  "opened_at",
  "sealed_at",
  "claude_started_at",
  "first_token_at",
  "answered_at",
  "delivered_at",
  "inbound_count",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_write_5m_tokens",
  "cache_write_1h_tokens",
  "web_searches",
  "steps",
  "transcriptions",
  "redis_round_trips",
  "postgres_round_trips",
  "cost_nano_usd",
  "error_code",
  "row_seq",
  "schema_version",
] as const;

export function upsertTurns(db: Kysely<Database>, rows: readonly PlacedRow[]): Write | null {
  const turns = newestRows(rowsOfKind(rows, "turn"), {
    key: ({ row }) => row.turn.id,
    version: ({ rowSeq }) => rowSeq,
  });
  if (turns.length === 0) return null;
  return db
    .insertInto("turns")
    .values(turns.map(toColumns))
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(overwrite(changing))
        .whereRef("excluded.row_seq", ">", "turns.row_seq"),
    );
}

function toColumns(placed: PlacedRowOf<"turn">) {
  const { epoch, turn, userId } = placed.row;
  return {
    id: turn.id,
    thread_id: placed.threadId,
    epoch,
    user_id: userId,
    attempt: turn.attempt,
    outcome: turn.outcome,
    model: storableText(turn.model),
    ...timeColumns(turn),
    inbound_count: turn.inboundCount,
    ...usageColumns(turn),
    steps: storableJson(turn.steps),
    transcriptions: storableJson(turn.transcriptions),
    redis_round_trips: turn.reading?.redisRoundTrips ?? null,
    postgres_round_trips: turn.reading?.postgresRoundTrips ?? null,
    cost_nano_usd: turn.costNanoUsd ?? null,
    error_code: turn.errorCode === undefined ? null : storableText(turn.errorCode),
    ...versionColumns(placed),
  };
}

function timeColumns({ times }: TurnRecord) {
  const dateOrNull = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  return {
    opened_at: new Date(times.openedAtMs),
    sealed_at: new Date(times.sealedAtMs),
    claude_started_at: dateOrNull(times.claudeStartedAtMs),
    first_token_at: dateOrNull(times.firstTokenAtMs),
    answered_at: dateOrNull(times.answeredAtMs),
    delivered_at: dateOrNull(times.deliveredAtMs),
  };
}

function usageColumns({ steps }: TurnRecord) {
  const total = steps.map((step) => step.usage).reduce(addUsage, noUsage);
  return {
    input_tokens: total.inputTokens,
    output_tokens: total.outputTokens,
    cache_read_tokens: total.cacheReadTokens,
    cache_write_5m_tokens: total.cacheWrite5mTokens,
    cache_write_1h_tokens: total.cacheWrite1hTokens,
    web_searches: total.webSearches,
  };
}
