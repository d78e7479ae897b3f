/** Outbox rows as a batcher would write them, with what a test cares about replaced. */
import type {
  ChatId,
  MessageId,
  ThreadId,
  TopicId,
  TurnId,
  UpdateId,
  UserId,
} from "../../../lib/model/ids.ts";
import type { Block } from "../../../lib/model/message.ts";
import type { OutboxRow } from "../../../lib/model/outbox.ts";
import type { Outcome } from "../../../lib/model/turn.ts";
import { noUsage } from "../../../lib/model/usage.ts";
import type { UserFile } from "../../../lib/model/user-file.ts";

export const thread = "-100500:7:42" as ThreadId;
export const noonMs = Date.UTC(2026, 10, 22, 12);

export function userRow(firstName: string, seenAtMs = noonMs): OutboxRow {
  const user = { id: 42 as UserId, firstName, languageCode: "en" };
  return { kind: "user", user, seenAtMs };
}

export function chatRow(title: string, seenAtMs = noonMs): OutboxRow {
  const chat = { type: "supergroup", title } as const;
  return { kind: "chat", chatId: -100500 as ChatId, chat, seenAtMs };
}

export function threadRow(lastSeq: number, epoch = 1): OutboxRow {
  return {
    kind: "thread",
    chatId: -100500 as ChatId,
    topicId: 7 as TopicId,
    userId: 42 as UserId,
    epoch,
    lastSeq,
    updatedAtMs: noonMs,
  };
}

export function messageRow(seq: number, content: string | readonly Block[] = "hello"): OutboxRow {
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : content;
  const role = seq % 2 === 1 ? "user" : "assistant";
  return {
    kind: "message",
    epoch: 1,
    message: { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: noonMs + seq },
    telegramMessageIds: [(seq * 10) as MessageId, (seq * 10 + 1) as MessageId],
  };
}

export function turnRow(outcome: Outcome, inboundCount = 1): OutboxRow {
  const step = { attempt: 1, model: "claude-sonnet-5-5", partial: false };
  return {
    kind: "turn",
    epoch: 1,
    userId: 42 as UserId,
    turn: {
      id: "turn-1" as TurnId,
      attempt: 1,
      outcome,
      model: "claude-sonnet-5-5",
      times: { openedAtMs: noonMs, sealedAtMs: noonMs + 200, answeredAtMs: noonMs + 1500 },
      steps: [
        { ...step, step: 1, usage: { ...noUsage, inputTokens: 100, outputTokens: 10 } },
        { ...step, step: 2, usage: { ...noUsage, inputTokens: 200, cacheReadTokens: 90 } },
      ],
      transcriptions: [{ engine: "whisper-1", durationSeconds: 12.4, costNanoUsd: 1_200_000 }],
      inboundCount,
    },
  };
}

export function sentRow(messageId: number, seq: number): OutboxRow {
  return {
    kind: "sent_message",
    chatId: -100500 as ChatId,
    messageId: messageId as MessageId,
    epoch: 1,
    seq,
    turnId: "turn-1" as TurnId,
    sentAtMs: noonMs,
  };
}

export const settingsRow: OutboxRow = {
  kind: "settings",
  userId: 42 as UserId,
  settings: { model: { value: "opus", changedAtMs: noonMs, updateId: 7 as UpdateId } },
};

export const chatStatusRow: OutboxRow = {
  kind: "chat_status",
  membership: {
    updateId: 8 as UpdateId,
    chatId: -100500 as ChatId,
    chat: { type: "supergroup", title: "Harbour" },
    status: "blocked",
    changedAtMs: noonMs,
  },
};

export const messageEditRow: OutboxRow = {
  kind: "message_edit",
  epoch: 1,
  seq: 1,
  messageId: 10 as MessageId,
  updateId: 9 as UpdateId,
  blocks: [{ type: "text", text: "hello again" }],
  editedAtMs: noonMs,
};

type UserFileRow = Extract<OutboxRow, { readonly kind: "user_file" }>;

export function userFileRow(messageId: number, changes: Partial<UserFile> = {}): UserFileRow {
  const file: UserFile = {
    id: `user:-100500:${messageId}:0`,
    userId: 42 as UserId,
    chatId: -100500 as ChatId,
    fileName: "quay.jpg",
    mimeType: "image/jpeg",
    sizeBytes: 2048,
    telegramFileId: "telegram-photo",
    telegramKind: "photo",
    telegramFileUniqueId: "unique-photo",
    telegramMessageId: messageId as MessageId,
    claude: { fileId: "file_quay", expiresAtMs: noonMs + 1000 },
    context: "our quay",
    sentAtMs: noonMs,
    ...changes,
  };
  return { kind: "user_file", file };
}

/** A kind that is new in the model is missed here by the compiler. */
export const rowOfEachKind: { readonly [Kind in OutboxRow["kind"]]: OutboxRow } = {
  user: userRow("Ada"),
  settings: settingsRow,
  chat: chatRow("Harbour"),
  chat_status: chatStatusRow,
  thread: threadRow(2),
  turn: turnRow("answered"),
  message: messageRow(1),
  message_edit: messageEditRow,
  sent_message: sentRow(900, 1),
  user_file: userFileRow(10),
};
