/** Why Claude stopped, in the words a turn acts on. */
import type Anthropic from "@anthropic-ai/sdk";

export type StopReason =
  | "end_turn"
  /** It waits for the results of its calls. */
  | "tool_use"
  /** A long search was interrupted: asked again as it is, Claude goes on (field-and-platforms §5.4). */
  | "pause_turn"
  | "max_tokens"
  | "window_exceeded"
  | "refusal"
  /** Newer than this code: what came is shown as it is. */
  | "other";

const known: Readonly<Record<Anthropic.StopReason, StopReason>> = {
  end_turn: "end_turn",
  stop_sequence: "end_turn",
  tool_use: "tool_use",
  pause_turn: "pause_turn",
  max_tokens: "max_tokens",
  model_context_window_exceeded: "window_exceeded",
  refusal: "refusal",
};

export function mapStopReason(reason: Anthropic.StopReason | null): StopReason {
  return reason === null ? "other" : (known[reason] ?? "other");
}
