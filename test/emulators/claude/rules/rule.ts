/** What a rule sees, and what it says: the reason to refuse, or null. */
import type { ApiError } from "../api-error.ts";
import type { FileStore } from "../file-store.ts";
import type { ModelFacts } from "../models.ts";
import type { PromptBlock } from "../prompt-blocks.ts";
import type { Prompt } from "../schema/request.ts";
import type { Signer } from "../signature.ts";

export type RuleInput = {
  readonly prompt: Prompt;
  /** Undefined where only tokens are counted. */
  readonly maxTokens: number | undefined;
  readonly stopSequences: readonly string[];
  readonly model: ModelFacts;
  /** Values of the `anthropic-beta` header. */
  readonly betas: ReadonlySet<string>;
  /** The prompt as sent, flat. */
  readonly blocks: readonly PromptBlock[];
  readonly files: FileStore;
  readonly signer: Signer;
  readonly nowMs: number;
};

export type Rule = (input: RuleInput) => ApiError | null;
