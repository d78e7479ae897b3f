/** The last step of a turn: what of it must last, as rows for Postgres. Pure, so that a replay writes the same. */

import { closedBlocks } from "../claude/replayable.ts";
import { buildUserBlocks } from "../claude/user-message.ts";
import type { BatchItem } from "../model/batch.ts";
import type { Block, Message, StoredMessage } from "../model/message.ts";
import type { OutboxRow } from "../model/outbox.ts";
import type { Reading } from "../model/reading.ts";
import type { Transcription, TurnRecord } from "../model/turn.ts";
import type { TurnState } from "../model/turn-state.ts";
import { chargedForTurn } from "./cost-of-turn.ts";
import { deliveredFiles } from "./delivered-files.ts";
import { editedFiles } from "./edited-files.ts";
import { userFiles } from "./user-files.ts";

export type TurnRecords = {
  readonly messages: readonly StoredMessage[];
  readonly lastSeq: number;
  readonly rows: readonly OutboxRow[];
};

/** `said` is what Claude and its tools told each other before the answer. */
export function recordTurn(turn: TurnState, said: readonly Message[], nowMs: number): TurnRecords {
  const messages = [userMessage(turn), ...answerMessages(turn, said, nowMs)];
  const lastSeq = turn.userSeq + messages.length - 1;
  const rows = [
    ...peopleRows(turn),
    ...fileRows(turn, nowMs),
    ...messageRows(turn, messages, nowMs),
  ];
  return { messages, lastSeq, rows };
}

export function userMessage(turn: TurnState): StoredMessage {
  return {
    seq: turn.userSeq,
    role: "user",
    blocks: buildUserBlocks(turn),
    turnId: turn.id,
    createdAtMs: turn.times.openedAtMs,
  };
}

function answerMessages(turn: TurnState, said: readonly Message[], nowMs: number): StoredMessage[] {
  const createdAtMs = turn.times.answeredAtMs ?? nowMs;
  return closeConversation(said, turn.answer?.blocks ?? []).map(({ role, blocks }, index) => ({
    seq: turn.userSeq + 1 + index,
    role,
    blocks,
    turnId: turn.id,
    createdAtMs,
  }));
}

/** A step that only paused and the one that went on with it are one message: a search and its result stay together. */
function closeConversation(said: readonly Message[], answer: readonly Block[]): Message[] {
  const lastHeard = said.findLastIndex(({ role }) => role === "user");
  const paused = said.slice(lastHeard + 1).flatMap(({ blocks }) => blocks);
  const blocks = paused.length === 0 ? answer : closedBlocks([...paused, ...answer]);
  const before = said.slice(0, lastHeard + 1);
  return blocks.length === 0 ? before : [...before, { role: "assistant", blocks }];
}

function peopleRows(turn: TurnState): OutboxRow[] {
  const newest = turn.items.at(-1)?.inbound;
  if (!newest) return [];
  const { thread, from, chat } = newest;
  return [
    { kind: "user", user: from, seenAtMs: newest.sentAtMs },
    { kind: "chat", chatId: thread.chatId, chat, seenAtMs: newest.sentAtMs },
  ];
}

function fileRows(turn: TurnState, nowMs: number): OutboxRow[] {
  const received = userFiles([...turn.items, ...editedFiles(turn)]);
  const files = [...received, ...deliveredFiles(turn, nowMs)];
  return files.map((file) => ({ kind: "user_file", file }));
}

function messageRows(
  turn: TurnState,
  messages: readonly StoredMessage[],
  nowMs: number,
): OutboxRow[] {
  const newest = turn.items.at(-1)?.inbound;
  if (!newest) return [];
  const telegramMessageIds = turn.items.map(({ inbound }) => inbound.messageId);
  const { chatId, userId } = newest.thread;
  const stored: OutboxRow[] = messages.map((message) => ({
    kind: "message",
    epoch: turn.epoch,
    message,
    telegramMessageIds: message.role === "user" ? telegramMessageIds : [],
  }));
  const sent: OutboxRow[] = turn.sent
    .flatMap((part) => (part.messageIds ?? []).map((messageId) => ({ part, messageId })))
    .map(({ part, messageId }) => ({
      kind: "sent_message",
      chatId: part.chatId ?? chatId,
      messageId,
      epoch: turn.epoch,
      seq: messages.at(-1)?.seq ?? turn.userSeq,
      turnId: turn.id,
      sentAtMs: nowMs,
    }));
  return [
    ...stored,
    ...sent,
    { kind: "turn", epoch: turn.epoch, userId, turn: turnRecord(turn, nowMs) },
  ];
}

function turnRecord(turn: TurnState, nowMs: number): TurnRecord {
  const { id, attempt, model, steps, times, answer, items, reading } = turn;
  return {
    id,
    attempt,
    model,
    steps,
    outcome: answer?.outcome ?? "failed",
    times: { ...times, deliveredAtMs: nowMs },
    transcriptions: items.flatMap(transcriptions),
    inboundCount: items.length,
    ...(reading && { reading: roundTripsOf(reading) }),
    costNanoUsd: chargedForTurn(turn),
    ...(answer?.errorCode === undefined ? {} : { errorCode: answer.errorCode }),
  };
}

function roundTripsOf({ redisRoundTrips, postgresRoundTrips }: Reading) {
  return { redisRoundTrips, postgresRoundTrips };
}

/** Each was paid for when it was heard. */
function transcriptions({ media }: BatchItem): Transcription[] {
  return media.flatMap((outcome) => {
    if (outcome.kind !== "transcript") return [];
    const { engine, durationSeconds, costNanoUsd } = outcome.transcript;
    return [{ engine, durationSeconds, costNanoUsd }];
  });
}
