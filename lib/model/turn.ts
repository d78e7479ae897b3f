/** One batch answered: the words shared by the batcher that owns a turn and the worker that runs it. */
import type { TurnId } from "./ids.ts";
import type { Reading } from "./reading.ts";
import type { Usage } from "./usage.ts";

/**
 * How far a turn has come. Written before the step it announces, so that after a crash the phase says what
 * may already have happened outside; with tools a turn goes from running to tools and back, step by step.
 */
export type Phase =
  | "sealed"
  /** Claude is asked, and nobody has seen anything of this step. */
  | "running"
  /** Words of this step were seen. */
  | "shown"
  /** Tools are at work: what they did outside nobody knows after a crash. */
  | "tools"
  | "answered"
  | "done";

/** Why an attempt is told to end before its answer is whole: by its person, because they wrote again, or left it for /new. */
export type StopCause = "stopped" | "interrupted" | "left";

export type Outcome =
  | "answered"
  | "interrupted"
  | "stopped"
  | "failed"
  | "undeliverable"
  /** No batch was answered: the conversation was summed up. */
  | "compacted";

/** One Claude request of a turn: recorded from the start, settled by billing. */
export type StepUsage = {
  readonly step: number;
  readonly attempt: number;
  readonly model: string;
  readonly usage: Usage;
  /** True where the stream ended before the final count and this is the last figure reported. */
  readonly partial: boolean;
  /**
   * Why it came to nothing whole: by its person, who pays what it used; or by a fault, ours or the vendor's, which we
   * pay. Absent where it came whole, or may still be under way.
   */
  readonly end?: "stopped" | "failed";
  /** True where a figure is ours, because the vendor's came too late. */
  readonly estimated?: boolean;
};

/** One recording heard for a turn. */
export type Transcription = {
  readonly engine: string;
  readonly durationSeconds: number;
  readonly costNanoUsd: number;
};

/** Milliseconds since the epoch; absent where the turn never came so far. */
export type PhaseTimes = {
  readonly openedAtMs: number;
  readonly sealedAtMs: number;
  readonly claudeStartedAtMs?: number;
  readonly firstTokenAtMs?: number;
  readonly answeredAtMs?: number;
  readonly deliveredAtMs?: number;
};

export type TurnRecord = {
  readonly id: TurnId;
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly model: string;
  readonly times: PhaseTimes;
  readonly steps: readonly StepUsage[];
  readonly transcriptions: readonly Transcription[];
  readonly inboundCount: number;
  /** Absent in records of earlier versions, and where nothing was asked of Claude. */
  readonly reading?: Pick<Reading, "redisRoundTrips" | "postgresRoundTrips">;
  /** What its user pays for its requests and tools, recordings apart; absent in records of earlier versions. */
  readonly costNanoUsd?: number;
  readonly errorCode?: string;
};
