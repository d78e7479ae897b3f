/** What has come of one step so far; the draft, the checkpoint and the answer read it. */
import { closedBlocks } from "../claude/replayable.ts";
import type { StopReason } from "../claude/stop-reason.ts";
import type { AnswerEvent } from "../claude/stream-answer.ts";
import type { Block } from "../model/message.ts";
import type { ToolCall } from "../model/tool.ts";
import type { StepUsage } from "../model/turn.ts";
import type { Usage } from "../model/usage.ts";

export type Heard = {
  text: string;
  thinking: string;
  /** Whole blocks, verbatim. */
  blocks: Block[];
  /** Some of its words were seen in the chat. */
  isShown: boolean;
  /** The words that stand in them; what is beyond was cut off. */
  textInBlocks: string;
  calls: ToolCall[];
  /** The tool Claude is writing to just now, or the vendor's tool that is at work. */
  calling: string | null;
  step: StepUsage | null;
  stopReason: StopReason | null;
};

export function nothingHeard(): Heard {
  return {
    text: "",
    thinking: "",
    blocks: [],
    isShown: false,
    textInBlocks: "",
    calls: [],
    calling: null,
    step: null,
    stopReason: null,
  };
}

export function hear(heard: Heard, event: AnswerEvent, asStep: (usage: Usage) => StepUsage): void {
  switch (event.kind) {
    case "usage":
      heard.step = asStep(event.usage);
      return;
    case "thinking":
      heard.thinking = event.text;
      return;
    case "text":
      heard.text = event.text;
      return;
    case "calling":
      heard.calling = event.tool;
      return;
    case "block":
      heard.blocks.push(event.block);
      heard.textInBlocks = heard.text;
      // What Claude's own servers run works on until its result comes as a block.
      if (event.block.type !== "server_tool_use") heard.calling = null;
      if (event.call) heard.calls.push(event.call);
      return;
    case "end":
      heard.stopReason = event.stopReason;
      if (heard.step) heard.step = { ...heard.step, partial: false };
  }
}

/** A step that was cut off, as history keeps it: what came whole, and the words behind it with a mark. */
export function cutBlocks({ text, textInBlocks, blocks }: Heard, mark: string): readonly Block[] {
  const cutText = text.slice(textInBlocks.length).trimEnd();
  return closedBlocks([...blocks, { type: "text", text: `${cutText}${mark}`.trim() }]);
}
