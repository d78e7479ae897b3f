/** What the person sees while Claude writes: the newest view of the turn, on the best screen the chat has. */
import { describeError } from "../ops/describe-error.ts";
import type { AnswerView } from "../telegram/answer-view.ts";
import type { Answered } from "../telegram/bot-api.ts";
import { startFramePump } from "../telegram/frame-pump.ts";
import { notShown } from "../telegram/screens/screen.ts";
import { screenFor } from "./screen-for.ts";
import type { Talk } from "./talk.ts";

export interface Progress {
  push(view: AnswerView): void;
  close(): Promise<void>;
}

/** Why nothing more is to be said: the bot was blocked or shown out, or the thread no longer hears what is shown. */
export type NoUse = "unread" | "unheard";

export function showProgress(talk: Talk, abort: (reason: NoUse) => void): Progress {
  const screen = screenFor(talk);
  const show = async (newest: () => AnswerView) => {
    const take = async () => {
      // A desk that cannot be reached is a thread that has been restarted: this attempt is most likely a zombie.
      if (await mayShow(talk).catch((thrown) => unheard(talk, thrown))) return newest();
      abort("unheard");
      return null;
    };
    const answer = await screen.show(take).catch((thrown) => lostFrame(talk, thrown));
    if (isBlocked(answer)) abort("unread");
    return answer;
  };
  return startFramePump({ clock: talk.services.clock, pace: () => screen.pace, show });
}

/** A frame is not worth a turn; where the attempt is over, the next frame finds out. */
function lostFrame({ order, services }: Talk, thrown: unknown): Answered<unknown> {
  const { turnId: turn, attempt } = order;
  services.log.warn("telegram.frame_failed", { turn, attempt, ...describeError(thrown) });
  return notShown;
}

function unheard({ order, services }: Talk, thrown: unknown): false {
  const { turnId: turn, attempt } = order;
  services.log.warn("turn.unheard", { turn, attempt, ...describeError(thrown) });
  return false;
}

/** The journal knows of the words before the chat does, so that a crash can keep what was seen. */
async function mayShow(talk: Talk): Promise<boolean> {
  const { order, desk, heard } = talk;
  if (heard.text.trim() === "") return true;
  if (!heard.isShown && !(await desk.announce(order.attempt, { kind: "show" }))) return false;
  heard.isShown = true;
  // The step may have ended meanwhile: its words are kept elsewhere now.
  if (talk.heard !== heard) return true;
  return desk.checkpoint(order.attempt, heard.text, heard.step);
}

/** Nobody will read it: what Claude has not said yet is not worth its price (faults F69). */
function isBlocked(answer: Answered<unknown>): boolean {
  return answer.kind === "refused" && answer.code === 403;
}
