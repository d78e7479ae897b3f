/** A frame pump on a clock that a test moves, and the frames it has shown. */
import { type AnswerView, nothingToSee } from "../../../lib/telegram/answer-view.ts";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { startFramePump } from "../../../lib/telegram/frame-pump.ts";
import { HandClock } from "../../support/hand-clock.ts";

type Frame = readonly [atMs: number, text: string];

export const taken: Answered<true> = { kind: "ok", value: true };
export const pace = () => ({ intervalMs: 1000, keepAliveMs: 20_000 });
export const words = (text: string): AnswerView => ({ ...nothingToSee, text });
export const thoughts = (thinking: string): AnswerView => ({ ...nothingToSee, thinking });

/** Shows frames at once; Telegram's answers are those planned, then all good. */
export function startPump(...planned: Answered<unknown>[]) {
  const clock = new HandClock();
  const frames: Frame[] = [];
  const pump = startFramePump({
    clock,
    pace,
    show: async (newest) => {
      const { thinking, text } = newest();
      frames.push([clock.now(), thinking + text]);
      return planned.shift() ?? taken;
    },
  });
  return { clock, frames, pump };
}
