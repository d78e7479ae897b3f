/** For the tests of this folder: conversations, and requests that ask to sum them up. */
import type Anthropic from "@anthropic-ai/sdk";
import type { OpenClaude } from "./open-claude.ts";

export type Params = Anthropic.Beta.MessageCreateParamsNonStreaming;
type Message = Anthropic.Beta.BetaMessageParam;
type Content = Exclude<Message["content"], undefined>;
export type Compaction = Anthropic.Beta.BetaCompactionBlockParam;

export const betas: Params["betas"] = ["compact-2026-09-04"];
export const user = (content: Content): Message => ({ role: "user", content });
export const assistant = (content: Content): Message => ({ role: "assistant", content });
export const talk = [user("The ferry leaves at seven."), assistant("Seven it is.")];

export function asking(messages: readonly Message[], changes: Partial<Params> = {}): Params {
  const model = "claude-sonnet-5-5";
  return { model, max_tokens: 4000, messages: [...messages], betas: betas ?? [], ...changes };
}

export function compacting(messages: readonly Message[], changes: Partial<Params> = {}): Params {
  return asking(messages, { compaction: { type: "summarize" }, ...changes });
}

export async function compact(
  { client }: OpenClaude,
  messages: readonly Message[],
): Promise<Compaction> {
  const { content } = await client.beta.messages.create(compacting(messages));
  const [only] = content;
  if (only?.type !== "compaction") throw new Error("there was no summary");
  return only;
}
