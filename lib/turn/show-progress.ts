/** What the person sees while Claude writes: a growing draft in a private chat, "typing…" in a group. */
import type { Answered } from "../telegram/bot-api.ts";
import { call } from "../telegram/bot-api.ts";
import { sendDraft } from "../telegram/draft.ts";
import { startFramePump } from "../telegram/frame-pump.ts";
import { actionIntervalMs } from "../telegram/limits.ts";
import { placeOf } from "../telegram/place.ts";
import { placeInstead } from "../telegram/place-instead.ts";
import { isTopicGone } from "../telegram/topic-gone.ts";
import type { Heard } from "./ask-claude.ts";
import type { Desk, TurnOrder } from "./desk.ts";
import { draftIdOf } from "./draft-id.ts";
import type { TurnServices } from "./run-turn.ts";

export interface Progress {
  push(text: string): void;
  close(): Promise<void>;
}

export type ProgressInput = {
  readonly order: TurnOrder;
  readonly desk: Desk;
  readonly services: TurnServices;
  readonly heard: Heard;
  /** Called where this attempt is over, or where the bot was blocked or shown out. */
  readonly abort: () => void;
};

export function showProgress(input: ProgressInput): Progress {
  return input.order.isPrivate ? growDraft(input) : keepTyping(input);
}

function growDraft({ order, desk, services, heard, abort }: ProgressInput): Progress {
  const { clock, botApi } = services;
  const draft = { place: placeOf(order.thread), draftId: draftIdOf(order.turnId, order.attempt) };
  let shown = false;
  let topicGone = false;
  // The journal knows of the words before the chat does, so that a crash can keep what was seen.
  const allow = async (text: string) => {
    if (text.trim() === "") return true;
    if (!shown && !(await desk.announce(order.attempt, { kind: "show" }))) return false;
    shown = true;
    return desk.checkpoint(order.attempt, text, heard.step);
  };
  const show = async (text: string): Promise<Answered<unknown>> => {
    if (topicGone) return notShown;
    // A desk that cannot be reached is a thread that has been restarted: this attempt is a zombie.
    const allowed = await allow(text).catch(() => false);
    const answer = allowed ? await sendDraft(botApi, draft, text) : notShown;
    if (!allowed || isBlocked(answer)) abort();
    topicGone = isTopicGone(answer);
    return answer;
  };
  return startFramePump({ clock, show });
}

const notShown = { kind: "unknown", description: "not shown" } as const;

/** Nobody will read it: what Claude has not said yet is not worth its price (faults F69). */
function isBlocked(answer: Answered<unknown>): boolean {
  return answer.kind === "refused" && answer.code === 403;
}

function keepTyping({ order, services, abort }: ProgressInput): Progress {
  const closed = new AbortController();
  const typing = async () => {
    let place = placeOf(order.thread);
    while (!closed.signal.aborted) {
      const answer = await call(services.botApi.sendChatAction({ ...place, action: "typing" }));
      if (isBlocked(answer)) abort();
      if (isTopicGone(answer)) return;
      const elsewhere = placeInstead(answer, place);
      if (elsewhere) place = elsewhere;
      else await services.clock.sleep(actionIntervalMs, closed.signal);
    }
  };
  const running = typing();
  return {
    push: () => {},
    close: () => {
      closed.abort();
      return running;
    },
  };
}
