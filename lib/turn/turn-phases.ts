/** A turn's phases as pure transitions: each gives the next state. */
import type { StepUsage } from "../model/turn.ts";
import type { Answer, Part, Prefix, SentPart, TurnState } from "../model/turn-state.ts";
import { withParagraph } from "./with-paragraph.ts";

/** Something that cannot be taken back, announced before it is done. */
export type Step =
  | { readonly kind: "claude"; readonly prefix: Prefix }
  /** The first words of the answer appear in the chat. */
  | { readonly kind: "show" }
  | { readonly kind: "send"; readonly part: number }
  /** Telegram refused to send it: it was certainly not sent. */
  | { readonly kind: "unsent"; readonly part: number }
  /** A message that grows is edited: it may be done again, but not by an attempt that is over. */
  | { readonly kind: "edit"; readonly part: number };

/** What is known of a turn before it begins. */
export type SealInput = Pick<
  TurnState,
  "id" | "epoch" | "userSeq" | "items" | "edits" | "facts" | "model" | "priceVersion"
> & { readonly openedAtMs: number; readonly nowMs: number };

export function sealTurn({ openedAtMs, nowMs, ...turn }: SealInput): TurnState {
  return {
    ...turn,
    phase: "sealed",
    attempt: 0,
    shownText: "",
    spoken: "",
    committed: [],
    steps: [],
    answer: null,
    sent: [],
    times: { openedAtMs, sealedAtMs: nowMs },
  };
}

export function beginAttempt(turn: TurnState): TurnState {
  // Sealed again it has its next number already: the attempt before it must not go on meanwhile.
  if (turn.phase === "sealed")
    return { ...turn, phase: "running", attempt: Math.max(1, turn.attempt) };
  return { ...turn, attempt: turn.attempt + 1 };
}

/** Executions that did not end by themselves, and the one under way; a turn begun anew counts anew. */
export function triesOf({ attempt, restarts = 0 }: TurnState): number {
  return attempt - restarts;
}

export function announceStep(turn: TurnState, step: Step, nowMs: number): TurnState {
  switch (step.kind) {
    case "claude":
      return { ...askAgain(turn, nowMs), prefix: withBreaks(step.prefix, turn.prefix) };
    case "show":
      return {
        ...turn,
        phase: "shown",
        times: { ...turn.times, firstTokenAtMs: turn.times.firstTokenAtMs ?? nowMs },
      };
    case "send":
      return { ...turn, sent: putPart(turn.sent, { part: step.part, messageIds: null }) };
    case "unsent":
      return { ...turn, sent: turn.sent.filter(({ part }) => part !== step.part) };
    case "edit":
      return turn;
  }
}

function askAgain(turn: TurnState, nowMs: number): TurnState {
  const claudeStartedAtMs = turn.times.claudeStartedAtMs ?? nowMs;
  return { ...turn, phase: "running", times: { ...turn.times, claudeStartedAtMs } };
}

/** What one attempt of a turn has met, the next one does not meet again; the turn is to remember it all the same. */
function withBreaks(prefix: Prefix, known: Prefix | undefined): Prefix {
  const isRefused = prefix.isSummaryRefused || known?.isSummaryRefused;
  return {
    hash: prefix.hash,
    isBroken: prefix.isBroken || known?.isBroken === true,
    ...(isRefused && { isSummaryRefused: true as const }),
  };
}

export function checkpointTurn(
  turn: TurnState,
  shownText: string,
  step: StepUsage | null,
): TurnState {
  return { ...(step ? addUsage(turn, step) : turn), shownText };
}

/** A step is over, but not the turn: its words stay, its calls are answered next. */
export function endStep(turn: TurnState, phase: "running" | "tools"): TurnState {
  return { ...turn, phase, spoken: withParagraph(turn.spoken, turn.shownText), shownText: "" };
}

/** What was said so far becomes real messages, and with it what tools made. */
export function commitParts(turn: TurnState, parts: readonly Part[]): TurnState {
  return { ...turn, spoken: "", committed: [...turn.committed, ...parts] };
}

export function answerTurn(turn: TurnState, answer: Answer, nowMs: number): TurnState {
  return { ...turn, phase: "answered", answer, times: { ...turn.times, answeredAtMs: nowMs } };
}

/** Every real message of the turn so far, in order. */
export function plannedParts({ committed, answer }: TurnState): readonly Part[] {
  return [...committed, ...(answer?.parts ?? [])];
}

export function confirmPart(turn: TurnState, part: SentPart): TurnState {
  return { ...turn, sent: putPart(turn.sent, part) };
}

/** Other parts in the place of one that Telegram refused; those before it stay as they were sent. */
export function replanParts(turn: TurnState, parts: readonly Part[]): TurnState {
  const { answer } = turn;
  return withdrawUnconfirmed({
    ...turn,
    committed: parts,
    answer: answer && { ...answer, parts: [] },
  });
}

/** Telegram refused the part: it was certainly not sent. */
export function withdrawUnconfirmed(turn: TurnState): TurnState {
  return { ...turn, sent: turn.sent.filter((sent) => sent.messageIds !== null) };
}

export function addUsage(turn: TurnState, step: StepUsage): TurnState {
  return { ...turn, steps: putStep(turn.steps, step) };
}

/** Usage of one request is cumulative: the newest figure replaces the one before (faults §1.6). */
function putStep(steps: readonly StepUsage[], step: StepUsage): readonly StepUsage[] {
  const others = steps.filter(
    (known) => known.step !== step.step || known.attempt !== step.attempt,
  );
  return [...others, step];
}

function putPart(sent: readonly SentPart[], part: SentPart): readonly SentPart[] {
  return [...sent.filter((known) => known.part !== part.part), part];
}
