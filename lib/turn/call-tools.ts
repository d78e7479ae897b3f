/** Runs the tools Claude calls in one step, side by side, and gives back their results in the order of the calls. */
import type { Block, Message } from "../model/message.ts";
import type { ToolCall, ToolResult } from "../model/tool.ts";
import { proceed } from "./desk.ts";
import { keepOutputs } from "./keep-outputs.ts";
import { callPaid } from "./paid-tool.ts";
import { sendMadeFiles } from "./send-made-files.ts";
import type { Talk } from "./talk.ts";

/** They share one isolate's memory (design §4, "The turn runs in ClaudeWorker"). */
const maxAtOnce = 4;

/** A user message of tool_result blocks and nothing else: text beside them would end the turn (field-and-platforms §5.3). */
export async function callTools(talk: Talk, calls: readonly ToolCall[]): Promise<Message> {
  const results = new Map<ToolCall, ToolResult>();
  const waiting = [...calls];
  const work = async () => {
    for (let call = waiting.shift(); call; call = waiting.shift())
      results.set(call, await callTool(talk, call));
  };
  await Promise.all(Array.from({ length: maxAtOnce }, work));
  const given = calls.map((call) => results.get(call) ?? stoppedResult);
  const told = talk.signal.aborted ? given : await handOver(talk, given);
  const blocks = calls.map((call, at) => resultBlock(call, told[at] ?? stoppedResult));
  return { role: "user", blocks };
}

/** A stop does not wait for a tool that does not hear it. */
async function callTool(talk: Talk, call: ToolCall): Promise<ToolResult> {
  const { signal, services, files } = talk;
  if (signal.aborted) return stoppedResult;
  const { now } = services.clock;
  const context = { signal, toolUseId: call.toolUseId, owner: talk.order.thread, files, now };
  const run = async () => {
    showWorking(talk, [...talk.working, call.name]);
    const result = await Promise.race([services.toolbox.run(call, context), stopOf(signal)]);
    const at = talk.working.indexOf(call.name);
    showWorking(talk, talk.working.toSpliced(at, 1));
    return result;
  };
  return (await callPaid(talk, call, run)) ?? stoppedResult;
}

/** What waits for a decision is kept first: if the person never gets the rest, it is still there. */
async function handOver(talk: Talk, results: readonly ToolResult[]): Promise<ToolResult[]> {
  const kept: ToolResult[] = [];
  for (const result of results) {
    await notePreview(talk, result);
    kept.push(await keepOutputs(talk, result));
  }
  return sendMadeFiles(talk, kept);
}

async function notePreview({ order, desk }: Talk, { previewed }: ToolResult): Promise<void> {
  if (previewed === undefined) return;
  await proceed(desk.previewed(order.attempt, previewed));
}

function stopOf(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}

function showWorking(talk: Talk, working: readonly string[]): void {
  talk.working = working;
  talk.onProgress();
}

function resultBlock({ toolUseId }: ToolCall, { content, isError }: ToolResult): Block {
  return {
    type: "tool_result",
    tool_use_id: toolUseId,
    content,
    ...(isError ? { is_error: true } : {}),
  };
}

const stoppedResult: ToolResult = {
  content: [{ type: "text", text: "Stopped before it was done: nothing came of it." }],
  isError: true,
  files: [],
};

/** For calls whose outcome a crash has swallowed: history must hold an answer to each. */
export function unknownResults(blocks: readonly Block[]): Message {
  const calls = blocks.filter(({ type }) => type === "tool_use");
  const text = "The work was cut off here; nobody knows what came of it.";
  const content = [{ type: "text", text }];
  return {
    role: "user",
    blocks: calls.map(({ id }) => ({
      type: "tool_result",
      tool_use_id: id,
      content,
      is_error: true,
    })),
  };
}
