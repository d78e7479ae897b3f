import { beforeEach, expect, test } from "vitest";
import { type AnswerView, nothingToSee } from "../../../lib/telegram/answer-view.ts";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { type FramePump, startFramePump } from "../../../lib/telegram/frame-pump.ts";
import { HandClock, settled } from "../../support/hand-clock.ts";

const taken: Answered<true> = { kind: "ok", value: true };

type Frame = readonly [atMs: number, text: string];

const pace = () => ({ intervalMs: 1000, keepAliveMs: 20_000 });
const words = (text: string): AnswerView => ({ ...nothingToSee, text });
const thoughts = (thinking: string): AnswerView => ({ ...nothingToSee, thinking });

let clock: HandClock;
let frames: Frame[];
let answers: Answered<unknown>[];
beforeEach(() => {
  clock = new HandClock();
  frames = [];
  answers = [];
});

/** Shows frames at once; the answers are those planned, then all good. */
function start(): FramePump {
  return startFramePump({
    clock,
    pace,
    show: async (newest) => {
      const { thinking, text } = newest();
      frames.push([clock.now(), thinking + text]);
      return answers.shift() ?? taken;
    },
  });
}

function flood(retryAfterMs?: number): Answered<unknown> {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { kind: "refused", code: 429, description: "Too Many Requests", ...wait };
}

test("the person sees that Claude thinks, and the first words as soon as they are there", async () => {
  const pump = start();
  await clock.advance(300);
  pump.push(words("Ahoy"));
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [300, "Ahoy"],
  ]);
});

test("words that come while the placeholder is under way follow it at once", async () => {
  const pump = start();
  pump.push(words("Ahoy"));
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [0, "Ahoy"],
  ]);
});

test("thoughts keep the pace, but the first words behind them do not wait for it", async () => {
  const pump = start();
  for (const text of ["H", "Hm", "Hmm"]) {
    pump.push(thoughts(text));
    await clock.advance(400);
  }
  pump.push(words("Ahoy"));
  await clock.advance(400);
  pump.push(words("Ahoy!"));
  await clock.advance(400);
  expect(frames).toEqual([
    [0, ""],
    [0, "H"],
    [1000, "Hmm"],
    [1200, "Ahoy"],
  ]);
});

test("the first words wait where Telegram has asked to", async () => {
  answers = [taken, flood(3000)];
  const pump = start();
  pump.push(thoughts("Hm"));
  await clock.advance(100);
  pump.push(words("Ahoy"));
  await clock.advance(5000);
  expect(frames).toEqual([
    [0, ""],
    [0, "Hm"],
    [3000, "Ahoy"],
  ]);
});

test("a frame that had to wait for its turn shows what is newest then", async () => {
  const turn = Promise.withResolvers<void>();
  const shown: string[] = [];
  const pump = startFramePump({
    clock,
    pace,
    show: async (newest) => {
      await turn.promise;
      shown.push(newest().text);
      return taken;
    },
  });
  pump.push(words("old"));
  await settled();
  pump.push(words("new"));
  turn.resolve();
  await clock.advance(1000);
  expect(shown).toEqual(["new"]);
});

test("where another screen takes over, its pace holds", async () => {
  let intervalMs = 1000;
  const times: number[] = [];
  const pump = startFramePump({
    clock,
    pace: () => ({ intervalMs, keepAliveMs: 20_000 }),
    show: async (newest) => {
      newest();
      times.push(clock.now());
      intervalMs = 3100;
      return taken;
    },
  });
  for (let second = 0; second < 8; second += 1) {
    pump.push(words(`${second}`));
    await clock.advance(1000);
  }
  expect(times).toEqual([0, 0, 3100, 6200]);
});

test("frames are a second apart, and only the newest words are shown", async () => {
  const pump = start();
  const growing = ["A", "Ah", "Aho", "Ahoy", "Ahoy,", "Ahoy, sailor"];
  for (const text of growing) {
    pump.push(words(text));
    await clock.advance(400);
  }
  await clock.advance(5000);
  expect(frames).toEqual([
    [0, ""],
    [0, "A"],
    [1000, "Aho"],
    [2000, "Ahoy,"],
    [3000, "Ahoy, sailor"],
  ]);
});

test("nothing is queued behind a slow Telegram", async () => {
  const gate = Promise.withResolvers<Answered<unknown>>();
  const slow: string[] = [];
  const pump = startFramePump({
    clock,
    pace,
    show: (newest) => {
      const { text } = newest();
      slow.push(text);
      return text === "A" ? gate.promise : Promise.resolve(taken);
    },
  });
  for (const text of ["A", "Ah", "Aho", "Ahoy"]) {
    pump.push(words(text));
    await clock.advance(3000);
  }
  expect(slow).toEqual(["", "A"]);
  gate.resolve(taken);
  await clock.advance(1000);
  expect(slow).toEqual(["", "A", "Ahoy"]);
});

test("a draft is renewed at least every 20 s, or Telegram would let it fade", async () => {
  const pump = start();
  await clock.advance(40_000);
  expect(frames.map(([atMs]) => atMs)).toEqual([0, 20_000, 40_000]);
  pump.push(words("Ahoy"));
  await clock.advance(45_000);
  expect(frames.slice(3)).toEqual([
    [40_000, "Ahoy"],
    [60_000, "Ahoy"],
    [80_000, "Ahoy"],
  ]);
});

test("a 429 doubles the pace, frame by frame up to 20 s, and the refused words are shown later", async () => {
  answers = [taken, ...Array.from({ length: 6 }, () => flood())];
  const pump = start();
  pump.push(words("Ahoy"));
  await clock.advance(70_000);
  const gaps = frames.slice(1).map(([atMs]) => atMs);
  expect(gaps).toEqual([0, 2000, 6000, 14_000, 30_000, 50_000, 70_000]);
  expect(frames.at(-1)?.[1]).toBe("Ahoy");
});

test("Telegram's own wait is obeyed, also beyond 20 s and for the placeholder", async () => {
  answers = [flood(5000), flood(35_000)];
  const pump = start();
  pump.push(words("Ahoy"));
  await clock.advance(60_000);
  expect(frames.slice(0, 3)).toEqual([
    [0, ""],
    [5000, "Ahoy"],
    [40_000, "Ahoy"],
  ]);
});

test("after a flood the pace comes back by and by", async () => {
  answers = [taken, flood()];
  const pump = start();
  for (let second = 0; second < 12; second += 1) {
    pump.push(words(`${second}`));
    await clock.advance(1000);
  }
  const gaps = frames.slice(2).map(([atMs], index) => atMs - (frames[index + 1]?.[0] ?? 0));
  expect(gaps.slice(0, 5).map(Math.round)).toEqual([2000, 1600, 1280, 1024, 1000]);
});

test("other refusals cost their frame only", async () => {
  answers = [taken, { kind: "refused", code: 400, description: "Bad Request" }];
  const pump = start();
  pump.push(words("A"));
  await clock.advance(500);
  pump.push(words("Ahoy"));
  await clock.advance(500);
  expect(frames.at(-1)).toEqual([1000, "Ahoy"]);
});

test("closing waits for the frame under way, and no frame comes after it", async () => {
  const gate = Promise.withResolvers<Answered<unknown>>();
  const shown: string[] = [];
  const pump = startFramePump({
    clock,
    pace,
    show: (newest) => {
      shown.push(newest().text);
      return gate.promise;
    },
  });
  pump.push(words("Ahoy"));
  let closed = false;
  const closing = pump.close().then(() => {
    closed = true;
  });
  await settled();
  expect(closed).toBe(false);
  gate.resolve(taken);
  await closing;
  pump.push(words("late"));
  await clock.advance(60_000);
  expect(shown).toEqual([""]);
});

test("closing does not wait for the pace, whatever it waits for", async () => {
  const idle = start();
  await settled();
  await idle.close();
  const paced = start();
  paced.push(words("Ahoy"));
  await settled();
  await paced.close();
  expect(clock.now()).toBe(0);
});
