/** The persona's summary of a conversation: what was said before, then each thing said since, in short quotes. */
import { summaryOf } from "../compaction-of.ts";
import { textsOf } from "../newest-text.ts";
import { blocksOf } from "../prompt-blocks.ts";
import type { Message } from "../schema/request.ts";
import { quote } from "./quote.ts";

const SPEAKERS: Record<Message["role"], string> = { user: "They", assistant: "I", system: "App" };

export function summarize(messages: readonly Message[]): string {
  const earlier = summaryOf(messages);
  const said = messages.flatMap(({ role, content }) =>
    textsOf(blocksOf(content)).map((text) => `${SPEAKERS[role]}: ${quote(text)}`),
  );
  return [earlier ?? "Summary of the conversation.", ...said].join("\n");
}
