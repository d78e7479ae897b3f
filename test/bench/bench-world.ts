/** The running stack as the benches use it: people who speak, a Claude that answers at a known pace, and the records. */
import { setTimeout as sleep } from "node:timers/promises";
import { controlClaude } from "../emulators/claude/control-client.ts";
import { SimClient } from "../playground/sim-client.ts";
import type { Stack } from "../playground/stack.ts";
import { type Passengers, passengersOf } from "../support/passengers.ts";
import { listenForAnswers } from "./answers.ts";
import { openRecords, type Records } from "./records.ts";
import { openTimedPost, type TimedPost } from "./timed-post.ts";

export type BenchWorld = Passengers & {
  readonly stack: Stack;
  /** Posts an update to the worker's webhook past Telegram's queue. */
  readonly post: TimedPost;
  /** Resolves, with `performance.now()`, at the next message of the bot there: ask before you speak. */
  readonly nextAnswer: (chatId: number) => Promise<number>;
  readonly nextDraft: (chatId: number) => Promise<number>;
  readonly pressStop: (chatId: number, draftId: number) => Promise<void>;
  /** Everything the stand-ins recorded since the last call. */
  readonly newRecords: () => Promise<Records>;
  readonly close: () => void;
};

/** What follows an answer (confirm, record, cache, relay) takes some 20 ms; then the worker is idle. */
const settleMs = 200;

/** The pace of the reference figures (faults §3.2): first token after 50 ms, then one every 5 ms. */
const answer = "The tide is in, the rope is off, and we leave the quay with everything aboard.";
const referencePace = { firstTokenMs: 50, deltaMs: 5 };
/** What Claude begins to answer and never ends. */
export const heldQuestion = "Tell me the longest story there is.";

export async function openBenchWorld(stack: Stack, pace = referencePace): Promise<BenchWorld> {
  const { telegram, world, worker } = stack;
  if (!stack.claude) throw new Error("the benches need the Claude stand-in");
  const claude = controlClaude(stack.claude);
  await claude.script({
    times: 1_000_000,
    match: heldQuestion,
    steps: [
      { type: "text", text: answer },
      { type: "hold", name: "for ever" },
    ],
  });
  await claude.script({
    times: 1_000_000,
    steps: [
      { type: "delay", ms: pace.firstTokenMs },
      { type: "text", text: answer, deltaChars: 4, delayMs: pace.deltaMs },
    ],
  });
  const sim = new SimClient(telegram.url, telegram.controlKey);
  const answers = listenForAnswers(sim);
  return {
    stack,
    post: openTimedPost(`${worker.url}/telegram/webhook`, world.secrets.telegramWebhookSecret),
    ...passengersOf(sim),
    nextAnswer: answers.next,
    nextDraft: answers.nextDraft,
    pressStop: (chatId, draftId) => sim.post("/sim/stops", { chatId, draftId, userId: chatId }),
    newRecords: openRecords(sim, claude),
    close: answers.close,
  };
}

/** Lets the work behind an answer end, so that the next measurement is not about the last. */
export function settle(): Promise<void> {
  return sleep(settleMs);
}
