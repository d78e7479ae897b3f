/** Puts a summary where the conversation is told from, and what it used on record, in one transaction. */
import type { Journal } from "../journal/journal.ts";
import { parseThreadId, type TurnId, type UserId } from "../model/ids.ts";
import type { OutboxRow } from "../model/outbox.ts";
import type { StepUsage } from "../model/turn.ts";
import type { Usage } from "../model/usage.ts";
import { entryOfStep } from "./charge-of-step.ts";
import type { Compacted } from "./compact-thread.ts";
import { chargedForTurn } from "./cost-of-turn.ts";
import { threadRow } from "./finish-turn.ts";
import { owe } from "./owe.ts";

export type Settling = {
  readonly made: Compacted;
  readonly model: string;
  readonly epoch: number;
  /** The last message that is summed up. */
  readonly upToSeq: number;
  readonly turnId: TurnId;
  readonly beganAtMs: number;
  readonly endedAtMs: number;
  readonly isBilled: boolean;
};

/** No turn may be open: its messages have their places already. */
export function settleCompaction(journal: Journal, settling: Settling): void {
  const { facts, outbox, deadlines, transact } = journal;
  const { made, epoch, endedAtMs } = settling;
  transact(() => {
    deadlines.clear("compact");
    const owner = parseThreadId(facts.read().threadId ?? "");
    if (!owner) return;
    if (made.usage) record(journal, settling, { usage: made.usage, userId: owner.userId });
    // After /new there is nothing left to be told shorter.
    if (made.kind === "summary" && facts.read().epoch === epoch)
      outbox.append([summaryRow(journal, settling, made), ...threadRow(journal, owner, endedAtMs)]);
    deadlines.set("relay", endedAtMs);
  });
}

function summaryRow(
  { facts }: Journal,
  { epoch, upToSeq, turnId, endedAtMs }: Settling,
  { block }: Extract<Compacted, { kind: "summary" }>,
): OutboxRow {
  const known = facts.read();
  const seq = known.lastSeq + 1;
  facts.write({ ...known, lastSeq: seq });
  // What was thought meanwhile stands on the old beginning; and the summary has swallowed time, name and files.
  const {
    told: _facts,
    filesHash: _files,
    isSummaryRefused: _old,
    ...telling
  } = facts.telling(epoch);
  const compacted = { fromSeq: upToSeq + 1, summarySeq: seq };
  facts.writeTelling({ ...telling, compacted, thinkingFromSeq: seq });
  const message = {
    seq,
    role: "assistant",
    blocks: [block],
    turnId,
    createdAtMs: endedAtMs,
  } as const;
  return { kind: "message", epoch, message, telegramMessageIds: [] };
}

type Used = { readonly usage: Usage; readonly userId: UserId };

/** A summary that came to nothing is ours to pay. */
function record(journal: Journal, settling: Settling, { usage, userId }: Used): void {
  const { turnId: id, model, made, isBilled } = settling;
  const end = made.kind === "none" ? ({ end: "failed" } as const) : {};
  const step = { step: 1, attempt: 1, model, usage, partial: false, ...end };
  journal.outbox.append([usageRow(settling, step, userId)]);
  if (isBilled) owe(journal, { kind: "charge", entry: entryOfStep({ id }, step, userId) });
}

function usageRow(settling: Settling, step: StepUsage, userId: UserId): OutboxRow {
  const { turnId: id, model, epoch, beganAtMs, endedAtMs } = settling;
  const turn = {
    id,
    attempt: 1,
    outcome: "compacted",
    model,
    times: { openedAtMs: beganAtMs, sealedAtMs: beganAtMs, answeredAtMs: endedAtMs },
    steps: [step],
    transcriptions: [],
    inboundCount: 0,
    costNanoUsd: chargedForTurn({ steps: [step] }),
  } as const;
  return { kind: "turn", epoch, userId, turn };
}
