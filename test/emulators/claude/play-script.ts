/** Plays steps as the events of one answer: blocks with rising indexes, usage, stop reason. */
import type Anthropic from "@anthropic-ai/sdk";
import { AnswerUsage } from "./answer-usage.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { Step } from "./control.ts";
import { tokensOfText } from "./count-tokens.ts";
import { type BlockStep, type DraftBlock, draftBlock } from "./draft-block.ts";
import type { Holds } from "./holds.ts";
import { makeId } from "./make-id.ts";
import { pause } from "./pause.ts";
import type { PromptUsage } from "./prefix-cache.ts";
import { extendHash } from "./prefix-hash.ts";
import { blockKey } from "./prompt-blocks.ts";
import type { InputTransformation } from "./rules/thinking-binding.ts";
import type { Signer } from "./signature.ts";
import { cutToTokens, splitText } from "./split-text.ts";

export type AnswerEvent = Anthropic.RawMessageStreamEvent | { readonly type: "ping" };
type StopStep = Extract<Step, { type: "stop" }>;

/** What the answer is given to: the accepted request and the world's parts it needs. */
export type Answering = {
  readonly model: string;
  readonly maxTokens: number;
  readonly thinks: boolean;
  readonly showThinking: boolean;
  readonly promptUsage: PromptUsage;
  /** Running hash of the whole prompt: what a thinking block's signature binds to. */
  readonly prefixHash: string;
  /** Null unless the request asked for the report. */
  readonly transformations: readonly InputTransformation[] | null;
  /** The server tool an answer that paused was waiting for; empty where there is none. */
  readonly pausedToolId: string;
  readonly signer: Signer;
  readonly holds: Holds;
  readonly signal: AbortSignal;
};

/** Ends without `message_stop` when the client goes away. */
export function playScript(
  steps: readonly Step[],
  answering: Answering,
): AsyncGenerator<AnswerEvent> {
  return new Player(answering).play(steps);
}

class Player {
  readonly #answering: Answering;
  readonly #usage: AnswerUsage;
  #prefixHash: string;
  #started = false;
  #index = 0;
  #stop: StopStep | undefined;
  #calledTool = false;
  #serverToolId: string;

  constructor(answering: Answering) {
    this.#answering = answering;
    this.#usage = new AnswerUsage(answering.promptUsage);
    this.#prefixHash = answering.prefixHash;
    this.#serverToolId = answering.pausedToolId;
  }

  async *play(steps: readonly Step[]): AsyncGenerator<AnswerEvent> {
    const { maxTokens, signal } = this.#answering;
    // `max_tokens: 0` only warms the prompt cache (MessageCreateParamsBase in the SDK).
    for (const step of maxTokens === 0 ? [] : steps) {
      yield* this.#step(step);
      if (signal.aborted) return;
      if (this.#stop !== undefined) break;
    }
    yield* this.#begin();
    yield* this.#finish();
  }

  async *#step(step: Step): AsyncGenerator<AnswerEvent> {
    const { signal, thinks } = this.#answering;
    if (step.type === "delay") return await pause(step.ms, signal);
    if (step.type === "hold") return yield* this.#hold(step.name, step.pingEveryMs);
    if (step.type === "stop") {
      this.#stop = step;
      return;
    }
    // answer-request.ts answers with the error instead of playing; a summary answers compactions only.
    if (
      step.type === "summary" ||
      step.type === "http_error" ||
      (step.type === "thinking" && !thinks)
    )
      return;
    if (step.type !== "ping") return yield* this.#block(step);
    yield* this.#begin();
    yield { type: "ping" };
  }

  async *#hold(name: string, pingEveryMs: number | undefined): AsyncGenerator<AnswerEvent> {
    const { holds, signal } = this.#answering;
    const opened = holds.wait(name, signal).then(() => true);
    if (pingEveryMs === undefined) {
      await opened;
      return;
    }
    const tick = () => pause(pingEveryMs, signal).then(() => false);
    while (!(await Promise.race([opened, tick()]))) {
      yield* this.#begin();
      yield { type: "ping" };
    }
  }

  *#begin(): Generator<AnswerEvent> {
    if (this.#started) return;
    this.#started = true;
    const { model, transformations } = this.#answering;
    const message: Anthropic.Message = {
      id: makeId("msg"),
      type: "message",
      role: "assistant",
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      container: null,
      diagnostics: null,
      usage: this.#usage.preliminary(),
    };
    const report = transformations === null ? {} : { input_transformations: transformations };
    yield { type: "message_start", message: { ...message, ...report } };
  }

  async *#block(step: BlockStep): AsyncGenerator<AnswerEvent> {
    const { showThinking, signal, maxTokens } = this.#answering;
    yield* this.#begin();
    const draft = draftBlock(step, {
      showThinking,
      serverToolId: this.#serverToolId,
    });
    const index = this.#index++;
    yield { type: "content_block_start", index, content_block: draft.start };
    // Where the real API puts its first ping.
    if (index === 0) yield { type: "ping" };
    const room = maxTokens - this.#usage.outputTokens;
    const payload = draft.outputTokens > room ? cutToTokens(draft.payload, room) : draft.payload;
    for (const piece of splitText(payload, "deltaChars" in step ? step.deltaChars : undefined)) {
      await pause(("delayMs" in step && step.delayMs) || 0, signal);
      if (signal.aborted) return;
      yield { type: "content_block_delta", index, delta: draft.toDelta(piece) };
    }
    yield* this.#close(index, draft, payload);
    this.#account(draft, room);
  }

  *#close(index: number, draft: DraftBlock, payload: string): Generator<AnswerEvent> {
    const block = draft.complete(payload);
    if (block.type === "thinking") {
      const { model, signer } = this.#answering;
      const prefixHash = this.#prefixHash;
      block.signature = signer.sign({ model, thinking: payload, prefixHash });
      const delta = {
        type: "signature_delta",
        signature: block.signature,
      } as const;
      yield { type: "content_block_delta", index, delta };
    }
    yield { type: "content_block_stop", index };
    this.#prefixHash = extendHash(this.#prefixHash, blockKey("assistant", block));
  }

  #account(draft: DraftBlock, room: number): void {
    const { type } = draft.start;
    const tokens = Math.min(draft.outputTokens, room);
    this.#usage.addOutput(tokens, type === "thinking" ? "thinking" : "other");
    if (type.endsWith("_tool_result")) {
      this.#usage.addServerResult(tokensOfText(canonicalJson(draft.start)));
    }
    if (draft.start.type === "tool_use") this.#calledTool = true;
    if (draft.start.type === "server_tool_use") {
      this.#serverToolId = draft.start.id;
      this.#usage.addServerTool(draft.start.name);
    }
    if (draft.outputTokens > room) this.#stop = { type: "stop", reason: "max_tokens" };
  }

  *#finish(): Generator<AnswerEvent> {
    const delta = stopDelta(this.#stop ?? this.#defaultStop());
    yield { type: "message_delta", delta, usage: this.#usage.final() };
    yield { type: "message_stop" };
  }

  #defaultStop(): StopStep {
    if (this.#answering.maxTokens === 0) return { type: "stop", reason: "max_tokens" };
    return { type: "stop", reason: this.#calledTool ? "tool_use" : "end_turn" };
  }
}

function stopDelta(stop: StopStep): Anthropic.RawMessageDeltaEvent.Delta {
  const { reason: stop_reason } = stop;
  const delta = {
    container: null,
    stop_reason,
    stop_sequence: null,
    stop_details: null,
  };
  if (stop.reason === "stop_sequence") return { ...delta, stop_sequence: stop.sequence };
  if (stop.reason !== "refusal") return delta;
  const { category, explanation } = stop;
  return { ...delta, stop_details: { type: "refusal", category, explanation } };
}
