/** Where an answer is seen while it grows: one interface, and a screen for each way Telegram has to show it. */

import type { AnswerView } from "../answer-view.ts";
import type { Answered } from "../bot-api.ts";

export interface Screen {
  readonly pace: Pace;
  /** Shows one frame. A refusal costs that frame, never the answer. */
  show(take: TakeView): Promise<Answered<unknown>>;
}

export type Pace = {
  /** Between two frames. */
  readonly intervalMs: number;
  /** What does not change is shown again after this long. */
  readonly keepAliveMs: number;
};

/** Gives the newest view when its turn has come; null where nothing may be shown any more. */
export type TakeView = () => Promise<AnswerView | null>;

export const notShown = { kind: "unknown", description: "not shown" } as const;
