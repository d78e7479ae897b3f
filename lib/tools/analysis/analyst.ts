/** Who looks at a file for a tool: a model asked once, with that file and nothing else. */
import type { Block } from "../../model/message.ts";
import type { NanoUsd } from "../../model/money.ts";
import type { ToolCost } from "../../model/tool.ts";

export type Inquiry = {
  /** The file, as an image or document block. */
  readonly file: Block;
  /** What it is, and which part of it is shown. */
  readonly about: string;
  readonly question: string;
  /** What the answer may have, in tokens. */
  readonly maxTokens: number;
};

export type Finding =
  /** `isCut`: it did not come to its end. */
  | {
      readonly kind: "answer";
      readonly text: string;
      readonly isCut: boolean;
      readonly cost: ToolCost;
    }
  | { readonly kind: "declined"; readonly cost: ToolCost }
  | {
      readonly kind: "failed";
      readonly reason: "too_large" | "rejected" | "unavailable";
    };

export interface Analyst {
  /** Rejects only where the signal is aborted. */
  ask(inquiry: Inquiry, signal: AbortSignal): Promise<Finding>;
  /** What so many tokens to read and to write would cost. */
  estimateNanoUsd(inputTokens: number, outputTokens: number): NanoUsd;
}
