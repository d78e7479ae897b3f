/** For the tests of this folder: scripts, and what comes of them when they are played to the unmodified SDK. */
import type Anthropic from "@anthropic-ai/sdk";
import { APIError } from "@anthropic-ai/sdk";
import type { Step } from "./control.ts";
import { hello, type OpenClaude } from "./open-claude.ts";

export const words: Step = { type: "text", text: "Ahoy 🚢 there", deltaChars: 3 };

export async function play(
  { client, control }: OpenClaude,
  steps: readonly Step[],
): Promise<Anthropic.Message> {
  await control.script({ steps: [...steps] });
  return client.messages.stream(hello()).finalMessage();
}

/** The body as bytes, up to where it ends or breaks. */
export async function rawStream({
  client,
}: OpenClaude): Promise<{ bytes: Buffer; isBroken: boolean }> {
  const response = await client.messages.create({ ...hello(), stream: true }).asResponse();
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), isBroken: false };
  } catch {
    return { bytes: Buffer.concat(chunks), isBroken: true };
  }
}

/** Fails where the API took what it should refuse. */
export async function failureOf(answer: Promise<unknown>): Promise<APIError> {
  const error = await answer.catch((caught: unknown) => caught);
  if (error instanceof APIError) return error;
  throw new Error("the answer did not fail", { cause: error });
}
