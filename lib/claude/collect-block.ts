/**
 * One content block, put together from its deltas and kept exactly as it came.
 *
 * The SDK's own helper keeps the growing message to itself and drops it where a stream fails; what came whole
 * before that belongs into history all the same.
 */
import type Anthropic from "@anthropic-ai/sdk";
import type { JsonObject } from "../model/json.ts";
import type { Block } from "../model/message.ts";
import type { ToolCall } from "../model/tool.ts";

export interface BlockCollector {
  add(delta: Anthropic.RawContentBlockDelta): void;
  /** The text so far; empty for what is no text. */
  readonly text: string;
  /** The summarised thoughts so far. */
  readonly thinking: string;
  whole(): Block;
  /** For a call of a tool: what Claude asks for; null for every other block. */
  call(): ToolCall | null;
}

export function collectBlock(start: Anthropic.ContentBlock): BlockCollector {
  let block = start as unknown as Block;
  let inputJson = "";
  const append = (field: string, more: string) => {
    block = { ...block, [field]: `${String(block[field] ?? "")}${more}` };
  };
  return {
    add(delta) {
      switch (delta.type) {
        case "text_delta":
          return append("text", delta.text);
        case "thinking_delta":
          return append("thinking", delta.thinking);
        case "signature_delta":
          block = { ...block, signature: delta.signature };
          return;
        case "citations_delta":
          block = { ...block, citations: [...citationsOf(block), asJson(delta.citation)] };
          return;
        case "input_json_delta":
          inputJson += delta.partial_json;
      }
    },
    get text() {
      return block.type === "text" ? String(block.text) : "";
    },
    get thinking() {
      return block.type === "thinking" ? String(block.thinking) : "";
    },
    whole: () => (inputJson === "" ? block : { ...block, input: readInput(inputJson) ?? {} }),
    call() {
      if (block.type !== "tool_use") return null;
      const input = readInput(inputJson || "{}");
      return { toolUseId: String(block.id), name: String(block.name), input };
    },
  };
}

/** Null for what is no JSON object: Claude was cut off while it wrote, or wrote it wrong (faults F27). */
function readInput(json: string): JsonObject | null {
  try {
    const input: unknown = JSON.parse(json);
    const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
    return isObject ? (input as JsonObject) : null;
  } catch {
    return null;
  }
}

function citationsOf(block: Block): readonly JsonObject[] {
  return Array.isArray(block.citations) ? (block.citations as readonly JsonObject[]) : [];
}

function asJson(citation: Anthropic.CitationsDelta["citation"]): JsonObject {
  return citation as unknown as JsonObject;
}
