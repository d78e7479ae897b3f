/** The models the stand-in knows and what each accepts (field-and-platforms §5.2, §5.3). */

type ThinkingType = "adaptive" | "between_tools" | "disabled";

export type ModelFacts = {
  readonly id: string;
  readonly displayName: string;
  readonly line: "haiku" | "sonnet" | "opus";
  readonly createdAt: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  /** `enabled` (token budgets) is in no list: the 5.5 models refuse it. */
  readonly thinking: readonly ThinkingType[];
};

const series5 = { maxInputTokens: 1_000_000, maxOutputTokens: 128_000 };

export const models: readonly ModelFacts[] = [
  {
    id: "claude-haiku-5-5",
    displayName: "Claude Haiku 5.5",
    line: "haiku",
    createdAt: "2026-10-21T00:00:00Z",
    ...series5,
    thinking: ["adaptive", "disabled"],
  },
  {
    id: "claude-sonnet-5-5",
    displayName: "Claude Sonnet 5.5",
    line: "sonnet",
    createdAt: "2026-10-07T00:00:00Z",
    ...series5,
    thinking: ["adaptive", "between_tools"],
  },
  {
    id: "claude-opus-5-5",
    displayName: "Claude Opus 5.5",
    line: "opus",
    createdAt: "2026-09-22T00:00:00Z",
    ...series5,
    thinking: ["adaptive"],
  },
];

export function findModel(id: string): ModelFacts | undefined {
  return models.find((model) => model.id === id);
}
