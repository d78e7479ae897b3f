/** What the person sees while Claude writes: a growing draft in a private chat, "typing…" in a group. */
import type { Answered } from "../telegram/bot-api.ts";
import { call } from "../telegram/bot-api.ts";
import { sendDraft } from "../telegram/draft.ts";
import { startFramePump } from "../telegram/frame-pump.ts";
import { actionIntervalMs } from "../telegram/limits.ts";
import { placeOf } from "../telegram/place.ts";
import { placeInstead } from "../telegram/place-instead.ts";
import { isTopicGone } from "../telegram/topic-gone.ts";
import { draftIdOf } from "./draft-id.ts";
import type { Talk } from "./talk.ts";

export interface Progress {
  push(text: string): void;
  close(): Promise<void>;
}

/** `abort` is called where this attempt is over, or where the bot was blocked or shown out. */
export function showProgress(talk: Talk, abort: () => void): Progress {
  return talk.order.isPrivate ? growDraft(talk, abort) : keepTyping(talk, abort);
}

function growDraft(talk: Talk, abort: () => void): Progress {
  const { order, desk, services } = talk;
  const { clock, botApi } = services;
  const draft = { place: placeOf(order.thread), draftId: draftIdOf(order.turnId, order.attempt) };
  let topicGone = false;
  // The journal knows of the words before the chat does, so that a crash can keep what was seen.
  const allow = async (text: string) => {
    const { heard } = talk;
    if (text.trim() === "" || heard.text.trim() === "") return true;
    if (!heard.isShown && !(await desk.announce(order.attempt, { kind: "show" }))) return false;
    heard.isShown = true;
    // The step may have ended meanwhile: its words are kept elsewhere now.
    if (talk.heard !== heard) return true;
    return desk.checkpoint(order.attempt, heard.text, heard.step);
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

function keepTyping({ order, services }: Talk, abort: () => void): Progress {
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
