/** For the tests of this folder: a stand-in without pauses, the unmodified SDK on it, and its controls. */
import Anthropic from "@anthropic-ai/sdk";
import { type ClaudeControl, controlClaude } from "./control-client.ts";
import { type Claude, startClaude } from "./start-claude.ts";

export type OpenClaude = {
  readonly claude: Claude;
  readonly client: Anthropic;
  readonly control: ClaudeControl;
};

export async function openClaude(): Promise<OpenClaude> {
  const claude = await startClaude({ firstTokenMs: 0, betweenDeltasMs: 0 });
  const { apiKey, baseUrl: baseURL } = claude;
  const client = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
  return { claude, client, control: controlClaude(claude) };
}

/** A request that every rule accepts. */
export function hello(
  changes: Partial<Anthropic.MessageCreateParamsNonStreaming> = {},
): Anthropic.MessageCreateParamsNonStreaming {
  const messages = [{ role: "user" as const, content: "hello" }];
  return { model: "claude-sonnet-5-5", max_tokens: 1000, messages, ...changes };
}

/** A PNG's header, which is all that anybody reads here, padded to a size. */
export function png(width: number, height: number, sizeBytes = 64): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
