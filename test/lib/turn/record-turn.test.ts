import { describe, expect, test } from "vitest";
import type { MediaOutcome } from "../../../lib/model/attachment.ts";
import type { ChatId, MessageId } from "../../../lib/model/ids.ts";
import { parseFlushJob } from "../../../lib/store/parse-flush-job.ts";
import { recordTurn } from "../../../lib/turn/record-turn.ts";
import { inboundOf, itemOf, noonMs, textInbound } from "../../support/inbounds.ts";
import { ahoy, stepOf, turnOf } from "../../support/turns.ts";

const doneMs = noonMs + 2000;
const ids = (...numbers: number[]) => numbers as MessageId[];
const times = { ...turnOf().times, answeredAtMs: noonMs + 1500 };
const turn = turnOf({
  userSeq: 5,
  attempt: 1,
  phase: "answered",
  answer: ahoy,
  steps: [stepOf(4, { partial: false })],
  sent: [
    { part: 0, messageIds: ids(70) },
    { part: 1, messageIds: ids(71, 72) },
  ],
  times,
});

describe("a turn's records", () => {
  test("hold question and answer, people, what was sent and what it took", () => {
    const question = {
      seq: 5,
      role: "user",
      blocks: [
        { type: "text", text: "hello" },
        { type: "text", text: "are you there?" },
      ],
      turnId: "turn-1",
      createdAtMs: noonMs,
    };
    const answer = {
      seq: 6,
      role: "assistant",
      blocks: [{ type: "text", text: "Ahoy" }],
      turnId: "turn-1",
      createdAtMs: noonMs + 1500,
    };
    const sent = { kind: "sent_message", chatId: 42, epoch: 1, seq: 6, turnId: "turn-1" };
    expect(recordTurn(turn, [], doneMs)).toEqual({
      messages: [question, answer],
      lastSeq: 6,
      rows: [
        {
          kind: "user",
          user: { id: 42, firstName: "Ada", languageCode: "en" },
          seenAtMs: noonMs,
        },
        { kind: "chat", chatId: 42, chat: { type: "private" }, seenAtMs: noonMs },
        { kind: "message", epoch: 1, message: question, telegramMessageIds: [1, 2] },
        { kind: "message", epoch: 1, message: answer, telegramMessageIds: [] },
        ...[70, 71, 72].map((messageId) => ({ ...sent, messageId, sentAtMs: doneMs })),
        {
          kind: "turn",
          epoch: 1,
          userId: 42,
          turn: {
            id: "turn-1",
            attempt: 1,
            outcome: "answered",
            model: "claude-sonnet-5-5",
            times: { ...times, deliveredAtMs: doneMs },
            steps: [stepOf(4, { partial: false })],
            transcriptions: [],
            inboundCount: 2,
            // 10 tokens in at 2 000, 4 out at 10 000.
            costNanoUsd: 60_000,
          },
        },
      ],
    });
  });

  test("name the chat a part really went to, where its group had become another", () => {
    const supergroup = -1_000_000_000_005 as ChatId;
    const moved = { part: 1, messageIds: ids(3), chatId: supergroup };
    const { rows } = recordTurn(
      { ...turn, sent: [{ part: 0, messageIds: ids(70) }, moved] },
      [],
      doneMs,
    );
    const places = rows.flatMap((row) =>
      row.kind === "sent_message" ? [[row.chatId, row.messageId]] : [],
    );
    expect(places).toEqual([
      [42, 70],
      [supergroup, 3],
    ]);
  });

  test("are the same when a replay writes them again", () => {
    const replayed = JSON.parse(JSON.stringify(turn)) as typeof turn;
    expect(recordTurn(replayed, [], doneMs)).toEqual(recordTurn(turn, [], doneMs));
  });

  test("are rows that the flush consumer takes", () => {
    const rows = recordTurn(turn, [], doneMs).rows.map((row, index) => ({ rowSeq: index, row }));
    const job = { version: 1, threadId: "42:0:42", rows };
    expect(parseFlushJob(JSON.parse(JSON.stringify(job)))).toEqual({ ok: true, job });
  });

  test("keep the question where Claude said nothing, and leave no gap behind it", () => {
    const answer = {
      ...ahoy,
      outcome: "failed",
      blocks: [],
      errorCode: "claude_rejected",
    } as const;
    const records = recordTurn({ ...turn, answer }, [], doneMs);
    expect(records.messages.map(({ seq, role }) => [seq, role])).toEqual([[5, "user"]]);
    expect(records.lastSeq).toBe(5);
    expect(records.rows.find((row) => row.kind === "sent_message")).toMatchObject({ seq: 5 });
    expect(records.rows.at(-1)).toMatchObject({
      turn: { outcome: "failed", errorCode: "claude_rejected" },
    });
  });

  test("count a part as sent only where Telegram said so", () => {
    const sent = [{ part: 0, messageIds: null }];
    const rows = recordTurn({ ...turn, sent }, [], doneMs).rows;
    expect(rows.filter((row) => row.kind === "sent_message")).toEqual([]);
  });

  test("hold every file it brought, and what was paid to hear one", () => {
    const voice = { kind: "voice", fileId: "t", fileUniqueId: "u" } as const;
    const spoken = { durationSeconds: 14.6, engine: "whisper-1", costNanoUsd: 1_500_000 };
    const heard = { kind: "transcript", transcript: { ...spoken, text: "sail", language: "en" } };
    const inbound = inboundOf(3, { kind: "file", caption: "", attachment: voice });
    const items = [...turn.items, itemOf(inbound, [heard as MediaOutcome])];
    const rows = recordTurn({ ...turn, items }, [], doneMs).rows;
    expect(rows.filter((row) => row.kind === "user_file")).toMatchObject([
      { file: { id: "user:42:3:0", fileName: "voice-3.ogg" } },
    ]);
    expect(rows.at(-1)).toMatchObject({ turn: { transcriptions: [spoken], inboundCount: 3 } });
    const job = { version: 1, threadId: "42:0:42", rows: rows.map((row) => ({ rowSeq: 1, row })) };
    expect(parseFlushJob(JSON.parse(JSON.stringify(job)))).toEqual({ ok: true, job });
  });

  test("begin the question with the edits it told of, as a replay does", () => {
    const edited = { ...turn, edits: [{ sentAtMs: noonMs, words: "nine" }] };
    const [question] = recordTurn(edited, [], doneMs).messages;
    expect(question?.blocks[0]?.text).toBe(
      "[The person edited their message of 2026-11-22T12:00:00.000Z: it now reads: nine]",
    );
    const replayed = JSON.parse(JSON.stringify(edited)) as typeof edited;
    expect(recordTurn(replayed, [], doneMs)).toEqual(recordTurn(edited, [], doneMs));
  });

  test("name the person as the newest message does", () => {
    const newest = textInbound(3, "again");
    const renamed = { ...newest, from: { ...newest.from, firstName: "Ada Byron" } };
    const rows = recordTurn({ ...turn, items: [...turn.items, itemOf(renamed)] }, [], doneMs).rows;
    expect(rows[0]).toMatchObject({ kind: "user", user: { firstName: "Ada Byron" } });
  });
});
