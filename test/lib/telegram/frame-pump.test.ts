/** The pump that shows a growing answer: the newest words, at a pace, until it is closed. */
import { expect, test } from "vitest";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { startFramePump } from "../../../lib/telegram/frame-pump.ts";
import { HandClock, settled } from "../../support/hand-clock.ts";
import { pace, startPump, taken, thoughts, words } from "./pumped-frames.ts";

test("the person sees that Claude thinks, and the first words as soon as they are there", async () => {
  const { clock, frames, pump } = startPump();
  await clock.advance(300);
  pump.push(words("Ahoy"));
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [300, "Ahoy"],
  ]);
});

test("words that come while the placeholder is under way follow it at once", async () => {
  const { clock, frames, pump } = startPump();
  pump.push(words("Ahoy"));
  await clock.advance(0);
  expect(frames).toEqual([
    [0, ""],
    [0, "Ahoy"],
  ]);
});

test("thoughts keep the pace, but the first words behind them do not wait for it", async () => {
  const { clock, frames, pump } = startPump();
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

test("a frame that had to wait for its turn shows what is newest then", async () => {
  const clock = new HandClock();
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
  const clock = new HandClock();
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
  const { clock, frames, pump } = startPump();
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
  const clock = new HandClock();
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
  const { clock, frames, pump } = startPump();
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

test("closing waits for the frame under way, and no frame comes after it", async () => {
  const clock = new HandClock();
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
  const idle = startPump();
  await settled();
  await idle.pump.close();
  const paced = startPump();
  paced.pump.push(words("Ahoy"));
  await settled();
  await paced.pump.close();
  expect([idle.clock.now(), paced.clock.now()]).toEqual([0, 0]);
});
