/** Builds the ledger's entries: every kind of operation, its key, its sign (design §4, Money). */
import type { TurnId, UpdateId, UserId } from "../model/ids.ts";
import type { LedgerEntry } from "../model/ledger-entry.ts";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import type { Transcription } from "../model/turn.ts";

/** One Claude request of a turn, or one tool call of it. */
export type ChargedStep = {
  readonly userId: UserId;
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly step: number;
  /** Claude's name of the tool call; absent for the request itself. */
  readonly toolUseId?: string;
};

/** All builders throw RangeError where the amount has the wrong sign. */
export function chargeEntry(step: ChargedStep, costNanoUsd: NanoUsd, note: string): LedgerEntry {
  return stepEntry(step, taken(orNothing(costNanoUsd)), note);
}

/** Usage that our crash or a vendor's fault caused: the user pays nothing, the real cost stays known (P5). */
export function absorbedEntry(step: ChargedStep, costNanoUsd: NanoUsd, note: string): LedgerEntry {
  return stepEntry(step, nanoUsd(0), `absorbed ${orNothing(costNanoUsd)} nano-dollars · ${note}`);
}

export type HeardRecording = {
  readonly userId: UserId;
  /** Names the recording before there is a turn: what brought it, its place there, and the file itself. */
  readonly updateId: UpdateId;
  readonly slot: number;
  readonly fileUniqueId: string;
};

export function recordingKey({ updateId, slot, fileUniqueId }: Omit<HeardRecording, "userId">) {
  return `heard:${updateId}:${slot}:${fileUniqueId}`;
}

export function transcriptionEntry(
  heard: HeardRecording,
  { engine, durationSeconds, costNanoUsd }: Transcription,
): LedgerEntry {
  return {
    key: recordingKey(heard),
    userId: heard.userId,
    kind: "charge",
    amountNanoUsd: taken(orNothing(nanoUsd(costNanoUsd))),
    turnId: null,
    note: `${engine} · ${durationSeconds} s`,
  };
}

export type StarsPayment = {
  readonly userId: UserId;
  /** Telegram's id of the payment: the same invoice can be paid twice, and is then two payments (faults F41). */
  readonly chargeId: string;
  readonly stars: number;
  readonly creditedNanoUsd: NanoUsd;
};

export function paymentEntry({ userId, ...payment }: StarsPayment): LedgerEntry {
  const { chargeId, stars, creditedNanoUsd } = payment;
  return {
    key: chargeId,
    userId,
    kind: "payment",
    amountNanoUsd: aboveZero(creditedNanoUsd),
    turnId: null,
    note: `stars ${stars} · ${chargeId}`,
  };
}

/** Written once Telegram has given the Stars back; until then the amount is only held. */
export function refundEntry({ userId, ...payment }: StarsPayment): LedgerEntry {
  const { chargeId, stars, creditedNanoUsd } = payment;
  return {
    key: `refund:${chargeId}`,
    userId,
    kind: "refund",
    amountNanoUsd: taken(aboveZero(creditedNanoUsd)),
    turnId: null,
    note: `stars ${stars} · ${chargeId}`,
  };
}

export type Topup = {
  readonly userId: UserId;
  /** Of the admin's command: Telegram may deliver it twice. */
  readonly updateId: UpdateId;
  readonly adminId: UserId;
  /** Below zero deducts, and may take the balance below zero. */
  readonly amountNanoUsd: NanoUsd;
};

export function topupEntry({ userId, updateId, adminId, amountNanoUsd }: Topup): LedgerEntry {
  if (amountNanoUsd === 0) throw new RangeError("a top-up of nothing");
  return {
    key: `topup:${updateId}`,
    userId,
    kind: "topup",
    amountNanoUsd,
    turnId: null,
    note: `admin ${adminId}`,
  };
}

export function starterEntry(userId: UserId, amountNanoUsd: NanoUsd): LedgerEntry {
  return {
    key: `starter:${userId}`,
    userId,
    kind: "starter",
    amountNanoUsd: aboveZero(amountNanoUsd),
    turnId: null,
    note: "",
  };
}

/** `turn:attempt:step[:tool_use_id]` (design §4). */
export function chargeKey({
  turnId,
  attempt,
  step,
  toolUseId,
}: Omit<ChargedStep, "userId">): string {
  return [turnId, attempt, step, ...(toolUseId === undefined ? [] : [toolUseId])].join(":");
}

function stepEntry(step: ChargedStep, amountNanoUsd: NanoUsd, note: string): LedgerEntry {
  const { userId, turnId } = step;
  return { key: chargeKey(step), userId, kind: "charge", amountNanoUsd, turnId, note };
}

function taken(amount: NanoUsd): NanoUsd {
  return nanoUsd(-amount);
}

function aboveZero(amount: NanoUsd): NanoUsd {
  if (amount <= 0) throw new RangeError(`${amount} nano-dollars are nothing to book`);
  return amount;
}

function orNothing(amount: NanoUsd): NanoUsd {
  if (amount < 0) throw new RangeError(`a cost of ${amount} nano-dollars is below zero`);
  return amount;
}
