/** Folds the events of an answer into the one message that a plain (non-streaming) request gets. */
import type Anthropic from "@anthropic-ai/sdk";
import type { AnswerEvent } from "./play-script.ts";

/** Null where the events ended before `message_stop`: the client went away. */
export async function collectMessage(
  events: AsyncIterable<AnswerEvent>,
): Promise<Anthropic.Message | null> {
  let message: Anthropic.Message | null = null;
  let json = "";
  for await (const event of events) {
    if (event.type === "message_start") message = event.message;
    if (event.type === "message_stop") return message;
    const block = message?.content.at(-1);
    if (event.type === "content_block_start") {
      message?.content.push(event.content_block);
      json = "";
    }
    if (event.type === "content_block_delta" && block) {
      if (event.delta.type === "input_json_delta") json += event.delta.partial_json;
      else applyDelta(block, event.delta);
    }
    if (event.type === "content_block_stop" && block && json !== "") setInput(block, json);
    if (event.type === "message_delta" && message) finish(message, event);
  }
  return null;
}

function applyDelta(block: Anthropic.ContentBlock, delta: Anthropic.RawContentBlockDelta): void {
  if (block.type === "text" && delta.type === "text_delta") block.text += delta.text;
  if (block.type !== "thinking") return;
  if (delta.type === "thinking_delta") block.thinking += delta.thinking;
  if (delta.type === "signature_delta") block.signature = delta.signature;
}

function setInput(block: Anthropic.ContentBlock, json: string): void {
  if (block.type === "tool_use" || block.type === "server_tool_use") block.input = parsed(json);
}

/** A plain answer carries an object, so input cut short by `max_tokens` or a script is left out. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

function finish(message: Anthropic.Message, event: Anthropic.RawMessageDeltaEvent): void {
  const { input_tokens, ...usage } = event.usage;
  Object.assign(message, event.delta);
  Object.assign(message.usage, usage, {
    input_tokens: input_tokens ?? message.usage.input_tokens,
  });
}
