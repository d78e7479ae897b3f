/** What a person said; what the app adds about it stands in square brackets. */
import { textsOf } from "../newest-text.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { Message } from "../schema/request.ts";

/** With what the app says of their messages, e.g. transcripts; without the time and the list of files. */
export function toldOf(texts: readonly string[]): readonly string[] {
  return texts.filter(
    (text) => !/^\[(?:It is \w+day, |Files of this conv|There are no files)/.test(text),
  );
}

export function wordsOf(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => !/^\[[\s\S]*\]$/.test(text));
}

export type Said = {
  /** Empty where a file came without words. */
  readonly words: string;
  /** What has come of it so far: calls and their results. */
  readonly since: readonly Message[];
};

/** The newest message of a person; results of tools are none. */
export function newestSaid(messages: readonly Message[]): Said {
  const at = messages.findLastIndex(({ role, content }) => role === "user" && !isResults(content));
  const words = wordsOf(textsOf(blocksOf(messages[at]?.content))).join("\n");
  return { words, since: messages.slice(at + 1) };
}

function isResults(content: Message["content"]): boolean {
  return blocksOf(content).some(({ type }) => type === "tool_result");
}
