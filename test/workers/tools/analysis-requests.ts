/** What the analysis model was asked, as it travelled, and what it would cost by the vendor's own figures. */
import { expect, inject } from "vitest";
import type { Script } from "../../emulators/claude/control.ts";
import { sim } from "../chat.ts";

const { claude } = inject("world");

export type AnalysisRequest = {
  readonly status: number;
  readonly body: {
    readonly model: string;
    readonly system: string;
    readonly tools?: unknown;
    readonly messages: readonly [
      { readonly role: "user"; readonly content: readonly [FileBlock, { readonly text: string }] },
    ];
  };
};

type FileBlock = {
  readonly type: "image" | "document";
  readonly title?: string;
  readonly source: {
    readonly type: string;
    readonly media_type?: string;
    readonly data?: string;
    readonly file_id?: string;
  };
};

export async function analysesWith(words: string): Promise<readonly AnalysisRequest[]> {
  const { requests } = await sim<{ requests: AnalysisRequest[] }>(
    "claude",
    "GET",
    "/sim/requests?after=-1",
  );
  return requests.filter(({ body }) => JSON.stringify(body?.messages ?? "").includes(words));
}

export async function onlyAnalysis(words: string): Promise<AnalysisRequest["body"]> {
  const requests = await analysesWith(words);
  expect(requests).toHaveLength(1);
  return (requests[0] as AnalysisRequest).body;
}

export function bytesOf({ messages }: AnalysisRequest["body"]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(messages[0].content[0].source.data ?? "", "base64"));
}

/** How the analysis model answers whoever says these words. */
export function script(
  match: string,
  steps: Script["steps"],
  more: Omit<Script, "steps"> = {},
): Promise<unknown> {
  return sim("claude", "POST", "/sim/scripts", { match, steps, ...more });
}

/** A file in the Files API. */
export async function uploaded(bytes: Uint8Array, name: string, type: string): Promise<string> {
  const body = new FormData();
  body.set("file", new File([new Uint8Array(bytes)], name, { type }));
  const response = await fetch(`http://127.0.0.1:${claude.port}/v1/files`, {
    method: "POST",
    headers: { "x-api-key": claude.apiKey, "anthropic-version": "2026-10-21" },
    body,
  });
  const { id } = (await response.json()) as { id?: string };
  if (id === undefined) throw new Error(`not uploaded: ${response.status}`);
  return id;
}

/** Asked the same once more, without a stream: its tokens at the prices of Sonnet, in nano-dollars. */
export async function costByHand(body: AnalysisRequest["body"], answer: string): Promise<number> {
  await script(body.messages[0].content[1].text.slice(-12), [{ type: "text", text: answer }]);
  const response = await fetch(`http://127.0.0.1:${claude.port}/v1/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": claude.apiKey,
      "anthropic-version": "2026-10-21",
    },
    body: JSON.stringify({ ...body, stream: false }),
  });
  const { usage } = (await response.json()) as {
    usage: { input_tokens: number; output_tokens: number };
  };
  return usage.input_tokens * 2000 + usage.output_tokens * 10_000;
}
