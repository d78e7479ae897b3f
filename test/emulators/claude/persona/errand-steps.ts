/** Goes on with what the person asked for, call by call, and reports what came of all of them at the end. */
import type { Step } from "../control.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { ContentBlock } from "../schema/content-blocks.ts";
import type { Message, MessagesRequest } from "../schema/request.ts";
import { errands } from "./errands.ts";
import { newestSaid } from "./own-words.ts";
import { toldFiles } from "./told-files.ts";
import { reportResults } from "./tool-results.ts";
import type { Words } from "./words.ts";

/** Null where nothing was asked for that an offered tool does. */
export function errandSteps({ messages, tools }: MessagesRequest, words: Words) {
  const { words: said, since } = newestSaid(messages);
  const errand = errands.find(({ ask }) => ask.test(said));
  if (!errand || !tools?.length) return null;
  const done = since.filter(({ content }) => has(content, "tool_use")).length;
  const results = since.flatMap(({ content }) => blocksOf(content)).filter(isResult);
  const next = results.some(({ is_error }) => is_error) ? undefined : errand.calls[done];
  if (!next) return report(results, words);
  const call = next({ words: said, files: toldFiles(messages) });
  if ("missing" in call) return [text(words.missing[call.missing])];
  if (!tools.some(({ name }) => name === call.name)) return null;
  const using = done === 0 ? [text(words.using(call.name))] : [];
  return [...using, { type: "tool_use", ...call } as const];
}

type ToolResult = Extract<ContentBlock, { type: "tool_result" }>;

function isResult(block: ContentBlock): block is ToolResult {
  return block.type === "tool_result";
}

function report(results: readonly ToolResult[], words: Words): readonly Step[] {
  return [text(reportResults(results, words) ?? words.nothingSaid)];
}

function text(words: string): Step {
  return { type: "text", text: words };
}

function has(content: Message["content"], type: string): boolean {
  return blocksOf(content).some((block) => block.type === type);
}
