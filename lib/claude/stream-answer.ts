/** One Claude request as a stream of events, closed by what belongs into history. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Block } from "../model/message.ts";
import type { ToolCall } from "../model/tool.ts";
import type { Usage } from "../model/usage.ts";
import { buildRequest, type Conversation } from "./build-request.ts";
import type { ClaudeClient } from "./client.ts";
import { type BlockCollector, collectBlock } from "./collect-block.ts";
import { brokenStream, mapClaudeError } from "./map-error.ts";
import { mapUsage, updateUsage } from "./map-usage.ts";
import { mapStopReason, type StopReason } from "./stop-reason.ts";
import { type Listening, watchSilence } from "./watch-silence.ts";

export type AnswerEvent =
  /** Cumulative: replaces the figure before it. */
  | { readonly kind: "usage"; readonly usage: Usage }
  /** The whole summary of Claude's thoughts in this request so far. */
  | { readonly kind: "thinking"; readonly text: string }
  /** The whole visible text of this request so far. */
  | { readonly kind: "text"; readonly text: string }
  /** Claude begins to call a tool, one of ours or of the vendor's. */
  | { readonly kind: "calling"; readonly tool: string }
  /** A block came whole: it is worth keeping, whatever happens to those behind it. */
  | { readonly kind: "block"; readonly block: Block; readonly call: ToolCall | null }
  | { readonly kind: "end"; readonly stopReason: StopReason };

type StreamEvent = Anthropic.RawMessageStreamEvent;

/** One step of a conversation; fails as {@link streamRequest} does. */
export function streamAnswer(
  client: ClaudeClient,
  conversation: Conversation,
  listening: Listening,
): AsyncGenerator<AnswerEvent> {
  return streamRequest(client, buildRequest(conversation), listening);
}

/** Throws AppError, also after a long silence; a stream without `message_stop` counts as broken, whatever it brought (faults F25). */
export async function* streamRequest(
  client: ClaudeClient,
  request: Anthropic.MessageCreateParamsNonStreaming,
  listening: Listening,
): AsyncGenerator<AnswerEvent> {
  const silence = watchSilence(listening);
  const reader = new AnswerReader();
  try {
    const stream = await client.messages.create(
      { ...request, stream: true },
      { signal: silence.signal },
    );
    for await (const event of stream) {
      silence.heard();
      yield* reader.read(event);
    }
  } catch (thrown) {
    throw mapClaudeError(thrown);
  } finally {
    silence.close();
  }
  // An aborted stream ends like a whole one: only its last event tells them apart.
  if (!reader.end) throw brokenStream();
  yield reader.end;
}

class AnswerReader {
  end: AnswerEvent | null = null;
  #stopReason: StopReason = "other";
  #usage: Usage | null = null;
  #block: BlockCollector | null = null;
  #text = "";
  #thinking = "";
  #isParagraphOver = false;

  *read(event: StreamEvent): Generator<AnswerEvent> {
    switch (event.type) {
      case "message_start":
        this.#usage = mapUsage(event.message.usage);
        yield { kind: "usage", usage: this.#usage };
        return;
      case "content_block_start":
        return yield* this.#begin(event.content_block);
      case "content_block_delta":
        this.#block?.add(event.delta);
        return yield* this.#grow(event.delta.type);
      case "content_block_stop":
        return yield* this.#close();
      case "message_delta":
        this.#stopReason = mapStopReason(event.delta.stop_reason);
        if (!this.#usage) return;
        this.#usage = updateUsage(this.#usage, event.usage);
        yield { kind: "usage", usage: this.#usage };
        return;
      case "message_stop":
        this.end = { kind: "end", stopReason: this.#stopReason };
    }
  }

  *#begin(start: Anthropic.ContentBlock): Generator<AnswerEvent> {
    this.#block = collectBlock(start);
    if (start.type === "tool_use" || start.type === "server_tool_use")
      yield { kind: "calling", tool: start.name };
  }

  *#grow(delta: Anthropic.RawContentBlockDelta["type"]): Generator<AnswerEvent> {
    if (delta === "text_delta") yield { kind: "text", text: this.#textSoFar() };
    if (delta === "thinking_delta") yield { kind: "thinking", text: this.#thinkingSoFar() };
  }

  *#close(): Generator<AnswerEvent> {
    const block = this.#block;
    if (!block) return;
    this.#text = this.#textSoFar();
    this.#thinking = this.#thinkingSoFar();
    const whole = block.whole();
    this.#isParagraphOver = whole.type !== "text";
    this.#block = null;
    yield { kind: "block", block: whole, call: block.call() };
  }

  /** Text blocks side by side are one text cut by citations; what a tool parts are paragraphs. */
  #textSoFar(): string {
    return joined(this.#text, this.#block?.text ?? "", this.#isParagraphOver ? "\n\n" : "");
  }

  #thinkingSoFar(): string {
    return joined(this.#thinking, this.#block?.thinking ?? "", "\n\n");
  }
}

function joined(before: string, more: string, seam: string): string {
  return before === "" || more === "" ? `${before}${more}` : `${before}${seam}${more}`;
}
