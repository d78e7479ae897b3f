/**
 * Thinking blocks come back as they were and where they were: bound to model and conversation.
 *
 * platform.claude.com, Preserved thinking: a block of a model that this one cannot read is dropped without an
 * error; a changed prefix is an error, unless the request chose "drop_block".
 */
import { type ApiError, invalidRequest } from "../api-error.ts";
import type { ThinkingBlock } from "../schema/content-blocks.ts";
import type { Prompt } from "../schema/request.ts";
import type { Signer } from "../signature.ts";
import { walkBlocks } from "../walk-blocks.ts";

/** BetaThinkingDroppedInputTransformation of the SDK. */
export type InputTransformation = {
  readonly type: "thinking_dropped";
  readonly path: string;
  readonly reason: "model_binding_mismatch" | "prefix_binding_mismatch";
};

type Outcome = ApiError | InputTransformation | null;

/** The removals, or the error that ends the request; `hashBefore` is the prefix hash before a block's path. */
export function bindThinking(
  prompt: Prompt,
  hashBefore: ReadonlyMap<string, string>,
  signer: Signer,
): ApiError | readonly InputTransformation[] {
  const dropped: InputTransformation[] = [];
  for (const { path, block } of walkBlocks(prompt.messages)) {
    const outcome = check(path, block);
    if (outcome === null) continue;
    if ("status" in outcome) return outcome;
    dropped.push(outcome);
  }
  return dropped;

  function check(path: string, block: { readonly type: string }): Outcome {
    if (block.type === "redacted_thinking") {
      return invalidRequest(`${path}: Invalid \`data\` in \`redacted_thinking\` block`);
    }
    return isThinking(block) ? checkThinking(path, block) : null;
  }

  function checkThinking(path: string, block: ThinkingBlock): Outcome {
    const { thinking, signature } = block;
    const prefixHash = hashBefore.get(path) ?? "";
    switch (signer.check(signature, { model: prompt.model, thinking, prefixHash })) {
      case "valid":
        return null;
      case "modified":
        return invalidRequest(
          `${path}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message cannot be ` +
            "modified. These blocks must remain as they were in the original response.",
        );
      case "other_model":
        return {
          type: "thinking_dropped",
          path,
          reason: "model_binding_mismatch",
        };
      case "other_conversation":
        return otherConversation(path, prompt);
    }
  }
}

function otherConversation(path: string, { thinking }: Prompt): ApiError | InputTransformation {
  const binding = thinking && "block_binding" in thinking ? thinking.block_binding : undefined;
  if (binding?.prefix_mismatch_behavior === "drop_block") {
    return {
      type: "thinking_dropped",
      path,
      reason: "prefix_binding_mismatch",
    };
  }
  return invalidRequest(
    `${path}: Invalid \`signature\` in \`thinking\` block. The block is bound to a different conversation. ` +
      'Remove the block, or set `thinking.block_binding.prefix_mismatch_behavior` to "drop_block".',
  );
}

function isThinking(block: { readonly type: string }): block is ThinkingBlock {
  return block.type === "thinking";
}
