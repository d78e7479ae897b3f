/** One scripted step as a content block: how it starts, what its deltas carry, what it is in the end. */
import type Anthropic from "@anthropic-ai/sdk";
import type { Step } from "./control.ts";
import { tokensOfText } from "./count-tokens.ts";
import { makeId } from "./make-id.ts";

export type BlockStep = Extract<
  Step,
  {
    type: "text" | "thinking" | "tool_use" | "server_tool_use" | "server_tool_result";
  }
>;

export type DraftBlock = {
  readonly start: Anthropic.ContentBlock;
  /** Streamed in pieces: text, thinking or input JSON. */
  readonly payload: string;
  readonly toDelta: (piece: string) => Anthropic.RawContentBlockDelta;
  /** The block as the client holds it after all deltas of `payload`; thinking still lacks its signature. */
  readonly complete: (payload: string) => Anthropic.ContentBlock;
  readonly outputTokens: number;
};

export type DraftOptions = {
  /** Thinking comes with its text; otherwise empty, signed all the same (`display: "omitted"`). */
  readonly showThinking: boolean;
  /** Id of the newest server_tool_use, which a result without id answers. */
  readonly serverToolId: string;
};

export function draftBlock(step: BlockStep, options: DraftOptions): DraftBlock {
  switch (step.type) {
    case "text":
      return draftText(step.text);
    case "thinking":
      return draftThinking(step.thinking, options.showThinking);
    case "tool_use":
    case "server_tool_use":
      return draftToolUse(step);
    case "server_tool_result":
      return draftResult(step, options.serverToolId);
  }
}

function draftText(text: string): DraftBlock {
  return {
    start: { type: "text", text: "", citations: null },
    payload: text,
    toDelta: (piece) => ({ type: "text_delta", text: piece }),
    complete: (payload) => ({ type: "text", text: payload, citations: null }),
    outputTokens: tokensOfText(text),
  };
}

function draftThinking(thinking: string, show: boolean): DraftBlock {
  return {
    start: { type: "thinking", thinking: "", signature: "" },
    payload: show ? thinking : "",
    toDelta: (piece) => ({ type: "thinking_delta", thinking: piece }),
    complete: (payload) => ({
      type: "thinking",
      thinking: payload,
      signature: "",
    }),
    // Billed in full, whether shown or not (OutputTokensDetails in the SDK).
    outputTokens: tokensOfText(thinking),
  };
}

function draftToolUse(
  step: Extract<BlockStep, { type: "tool_use" | "server_tool_use" }>,
): DraftBlock {
  const payload = (step.type === "tool_use" && step.inputJson) || JSON.stringify(step.input);
  const start = toolUseBlock(step);
  return {
    start,
    payload,
    toDelta: (piece) => ({ type: "input_json_delta", partial_json: piece }),
    complete: () => ({ ...start, input: step.input }),
    outputTokens: tokensOfText(payload),
  };
}

function toolUseBlock(
  step: Extract<BlockStep, { type: "tool_use" | "server_tool_use" }>,
): Anthropic.ToolUseBlock | Anthropic.ServerToolUseBlock {
  const caller = { type: "direct" } as const;
  if (step.type === "tool_use") {
    const id = step.id ?? makeId("toolu");
    return { type: "tool_use", id, name: step.name, input: {}, caller };
  }
  const id = step.id ?? makeId("srvtoolu");
  return { type: "server_tool_use", id, name: step.name, input: {}, caller };
}

function draftResult(
  step: Extract<BlockStep, { type: "server_tool_result" }>,
  toolUseId: string,
): DraftBlock {
  const { result: type, content } = step;
  const caller = type.startsWith("web") ? { caller: { type: "direct" } } : {};
  // The content is the script's to get right: tests also send shapes that no real tool returns.
  const block = {
    type,
    tool_use_id: toolUseId,
    content,
    ...caller,
  } as Anthropic.ContentBlock;
  return {
    start: block,
    payload: "",
    toDelta: (piece) => ({ type: "text_delta", text: piece }),
    complete: () => block,
    outputTokens: 0,
  };
}
