/** All rules in the order in which they speak: the first reason found is the answer. */
import { type ApiError, notFound } from "../api-error.ts";
import { findModel } from "../models.ts";
import { prefixHashes } from "../prefix-hash.ts";
import { type PromptBlock, promptBlocks } from "../prompt-blocks.ts";
import type { Prompt } from "../schema/request.ts";
import type { World } from "../world.ts";
import { assistantPrefill } from "./assistant-prefill.ts";
import { blockRoles } from "./block-roles.ts";
import { cacheBreakpoints } from "./cache-breakpoints.ts";
import { compactionBlock } from "./compaction-block.ts";
import { compactionRequest } from "./compaction-request.ts";
import { emptyContent } from "./empty-content.ts";
import { fileReferences } from "./file-references.ts";
import { forcedToolChoice } from "./forced-tool-choice.ts";
import { images } from "./images.ts";
import { maxTokens } from "./max-tokens.ts";
import { messageOrder } from "./message-order.ts";
import { promptLength } from "./prompt-length.ts";
import type { Rule } from "./rule.ts";
import { serverToolPairing } from "./server-tool-pairing.ts";
import { bindThinking, type InputTransformation } from "./thinking-binding.ts";
import { BINDING_BETA, thinkingConfig } from "./thinking-config.ts";
import { toolDefinitions } from "./tool-definitions.ts";
import { toolPairing } from "./tool-pairing.ts";

const rules: readonly Rule[] = [
  maxTokens,
  thinkingConfig,
  forcedToolChoice,
  toolDefinitions,
  compactionRequest,
  compactionBlock,
  messageOrder,
  emptyContent,
  blockRoles,
  assistantPrefill,
  toolPairing,
  serverToolPairing,
  cacheBreakpoints,
  fileReferences,
  images,
  promptLength,
];

export type AcceptedPrompt = {
  /** What the model reads: without dropped thinking. */
  readonly blocks: readonly PromptBlock[];
  /** Of everything that was sent: new thinking is bound to it. */
  readonly prefixHash: string;
  /** Null unless the request's beta header asks for the report. */
  readonly transformations: readonly InputTransformation[] | null;
};

export type Asked = {
  readonly prompt: Prompt;
  readonly maxTokens: number | undefined;
  readonly stopSequences: readonly string[];
  readonly betas: ReadonlySet<string>;
};

export function checkPrompt(asked: Asked, world: World): ApiError | AcceptedPrompt {
  const { prompt, betas } = asked;
  const { files, signer } = world;
  const model = findModel(prompt.model);
  if (model === undefined) return notFound(`model: ${prompt.model}`);
  const blocks = promptBlocks(prompt, files);
  const input = { ...asked, model, blocks, files, signer, nowMs: world.nowMs() };
  for (const rule of rules) {
    const refusal = rule(input);
    if (refusal !== null) return refusal;
  }
  const hashes = prefixHashes(blocks.map(({ key }) => key));
  const hashBefore = new Map(blocks.map(({ path }, at) => [path, hashes[at] ?? ""]));
  const dropped = bindThinking(prompt, hashBefore, signer);
  if ("status" in dropped) return dropped;
  const gone = new Set(dropped.map(({ path }) => path));
  return {
    blocks: blocks.filter(({ path }) => !gone.has(path)),
    prefixHash: hashes.at(-1) ?? "",
    transformations: betas.has(BINDING_BETA) ? dropped : null,
  };
}
