/** Claude's stand-in, our client on it, and one answer heard to its end or to its error. */
import type { Conversation } from "../../../lib/claude/build-request.ts";
import { type ClaudeClient, openClaude } from "../../../lib/claude/client.ts";
import { closedBlocks } from "../../../lib/claude/replayable.ts";
import { type AnswerEvent, streamAnswer } from "../../../lib/claude/stream-answer.ts";
import type { AppError } from "../../../lib/model/app-error.ts";
import type { Clock } from "../../../lib/model/clock.ts";
import type { Block } from "../../../lib/model/message.ts";
import { type ClaudeControl, controlClaude } from "../../emulators/claude/control-client.ts";
import { startClaude } from "../../emulators/claude/start-claude.ts";
import { HandClock } from "../../support/hand-clock.ts";

export type StandIn = {
  readonly client: ClaudeClient;
  readonly control: ClaudeControl;
  stop(): Promise<void>;
};

export async function startStandIn(): Promise<StandIn> {
  const claude = await startClaude({ firstTokenMs: 0, betweenDeltasMs: 0 });
  const { apiKey, baseUrl } = claude;
  return {
    client: openClaude({ apiKey, baseUrl }),
    control: controlClaude(claude),
    stop: () => claude.stop(),
  };
}

export function saying(text: string): Conversation {
  const userBlocks = [{ type: "text", text }];
  return { model: "claude-sonnet-5-5", tools: [], history: [], userBlocks, said: [] };
}

export type Heard = {
  readonly events: readonly AnswerEvent[];
  readonly text: string;
  /** What history keeps of it. */
  readonly blocks: readonly Block[];
  readonly end: Extract<AnswerEvent, { kind: "end" }> | null;
  readonly error: AppError | null;
};

type Options = {
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly onEvent?: (event: AnswerEvent) => unknown;
};

export async function listen(
  client: ClaudeClient,
  conversation: Conversation,
  options: Options = {},
): Promise<Heard> {
  const { signal = new AbortController().signal, clock = new HandClock(), onEvent } = options;
  const events: AnswerEvent[] = [];
  let error: AppError | null = null;
  try {
    for await (const event of streamAnswer(client, conversation, { signal, clock, idleMs: 1000 })) {
      events.push(event);
      await onEvent?.(event);
    }
  } catch (thrown) {
    error = thrown as AppError;
  }
  const last = events.at(-1);
  return {
    events,
    text: events.reduce((before, event) => (event.kind === "text" ? event.text : before), ""),
    blocks: closedBlocks(events.flatMap((event) => (event.kind === "block" ? [event.block] : []))),
    end: last?.kind === "end" ? last : null,
    error,
  };
}
