/** The pump where Telegram refuses a frame: it slows down as it is told to, and shows the words later. */
import { expect, test } from "vitest";
import type { Answered } from "../../../lib/telegram/bot-api.ts";
import { startPump, taken, thoughts, words } from "./pumped-frames.ts";

function flood(retryAfterMs?: number): Answered<unknown> {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { kind: "refused", code: 429, description: "Too Many Requests", ...wait };
}

test("the first words wait where Telegram has asked to", async () => {
  const { clock, frames, pump } = startPump(taken, flood(3000));
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

test("a 429 doubles the pace, frame by frame up to 20 s, and the refused words are shown later", async () => {
  const { clock, frames, pump } = startPump(taken, ...Array.from({ length: 6 }, () => flood()));
  pump.push(words("Ahoy"));
  await clock.advance(70_000);
  const gaps = frames.slice(1).map(([atMs]) => atMs);
  expect(gaps).toEqual([0, 2000, 6000, 14_000, 30_000, 50_000, 70_000]);
  expect(frames.at(-1)?.[1]).toBe("Ahoy");
});

test("Telegram's own wait is obeyed, also beyond 20 s and for the placeholder", async () => {
  const { clock, frames, pump } = startPump(flood(5000), flood(35_000));
  pump.push(words("Ahoy"));
  await clock.advance(60_000);
  expect(frames.slice(0, 3)).toEqual([
    [0, ""],
    [5000, "Ahoy"],
    [40_000, "Ahoy"],
  ]);
});

test("after a flood the pace comes back by and by", async () => {
  const { clock, frames, pump } = startPump(taken, flood());
  for (let second = 0; second < 12; second += 1) {
    pump.push(words(`${second}`));
    await clock.advance(1000);
  }
  const gaps = frames.slice(2).map(([atMs], index) => atMs - (frames[index + 1]?.[0] ?? 0));
  expect(gaps.slice(0, 5).map(Math.round)).toEqual([2000, 1600, 1280, 1024, 1000]);
});

test("other refusals cost their frame only", async () => {
  const { clock, frames, pump } = startPump(taken, {
    kind: "refused",
    code: 400,
    description: "Bad Request",
  });
  pump.push(words("A"));
  await clock.advance(500);
  pump.push(words("Ahoy"));
  await clock.advance(500);
  expect(frames.at(-1)).toEqual([1000, "Ahoy"]);
});
