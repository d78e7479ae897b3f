import { beforeEach, expect, test } from "vitest";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { type FramePump, startFramePump } from "../../../lib/telegram/frame-pump.ts";
import { HandClock, settled } from "../../support/hand-clock.ts";

const taken: Answered<true> = { kind: "ok", value: true };

type Frame = readonly [atMs: number, text: string];

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
    show: async (text) => {
      frames.push([clock.now(), text]);
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
  pump.push("Ahoy");
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [300, "Ahoy"],
  ]);
});

test("words that come while the placeholder is under way follow it at once", async () => {
  const pump = start();
  pump.push("Ahoy");
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [0, "Ahoy"],
  ]);
});

test("frames are a second apart, and only the newest words are shown", async () => {
  const pump = start();
  const words = ["A", "Ah", "Aho", "Ahoy", "Ahoy,", "Ahoy, sailor"];
  for (const text of words) {
    pump.push(text);
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
    show: (text) => {
      slow.push(text);
      return text === "A" ? gate.promise : Promise.resolve(taken);
    },
  });
  for (const text of ["A", "Ah", "Aho", "Ahoy"]) {
    pump.push(text);
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
  pump.push("Ahoy");
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
  pump.push("Ahoy");
  await clock.advance(70_000);
  const gaps = frames.slice(1).map(([atMs]) => atMs);
  expect(gaps).toEqual([0, 2000, 6000, 14_000, 30_000, 50_000, 70_000]);
  expect(frames.at(-1)?.[1]).toBe("Ahoy");
});

test("Telegram's own wait is obeyed, also beyond 20 s and for the placeholder", async () => {
  answers = [flood(5000), flood(35_000)];
  const pump = start();
  pump.push("Ahoy");
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
    pump.push(`${second}`);
    await clock.advance(1000);
  }
  const gaps = frames.slice(2).map(([atMs], index) => atMs - (frames[index + 1]?.[0] ?? 0));
  expect(gaps.slice(0, 5).map(Math.round)).toEqual([2000, 1600, 1280, 1024, 1000]);
});

test("other refusals cost their frame only", async () => {
  answers = [taken, { kind: "refused", code: 400, description: "Bad Request" }];
  const pump = start();
  pump.push("A");
  await clock.advance(500);
  pump.push("Ahoy");
  await clock.advance(500);
  expect(frames.at(-1)).toEqual([1000, "Ahoy"]);
});

test("closing waits for the frame under way, and no frame comes after it", async () => {
  const gate = Promise.withResolvers<Answered<unknown>>();
  const shown: string[] = [];
  const pump = startFramePump({
    clock,
    show: (text) => {
      shown.push(text);
      return gate.promise;
    },
  });
  pump.push("Ahoy");
  let closed = false;
  const closing = pump.close().then(() => {
    closed = true;
  });
  await settled();
  expect(closed).toBe(false);
  gate.resolve(taken);
  await closing;
  pump.push("late");
  await clock.advance(60_000);
  expect(shown).toEqual([""]);
});

test("closing does not wait for the pace, whatever it waits for", async () => {
  const idle = start();
  await settled();
  await idle.close();
  const paced = start();
  paced.push("Ahoy");
  await settled();
  await paced.close();
  expect(clock.now()).toBe(0);
});
