import { describe, expect, test } from "vitest";
import { richTextLimit } from "../../../lib/telegram/limits.ts";
import { partialAnswer } from "../../../lib/turn/partial-answer.ts";
import { planAttempt } from "../../../lib/turn/plan-attempt.ts";
import { en } from "../../../lib/words/en.ts";
import { ahoy, turnOf } from "../../support/turns.ts";

const failed = {
  outcome: "failed",
  blocks: [],
  parts: [{ markdown: en.turnFailed }],
  offer: "retry",
  errorCode: "attempts_exhausted",
};
const cutOff = (text: string) => ({
  outcome: "interrupted",
  blocks: [{ type: "text", text }],
  parts: [{ markdown: text }],
  offer: "continue",
});

describe("what becomes of an open turn", () => {
  test.each([
    ["that nobody began", "sealed", 0, { kind: "converse" }],
    ["whose first attempt died before anything was shown", "running", 1, { kind: "converse" }],
    ["that died twice", "running", 2, { kind: "close", answer: failed }],
    ["that died more often still", "running", 3, { kind: "close", answer: failed }],
    ["that was answered but not delivered", "answered", 1, { kind: "deliver" }],
    ["that was answered long ago", "answered", 40, { kind: "deliver" }],
    ["that was delivered but not recorded", "done", 1, { kind: "deliver" }],
  ] as const)("%s", (_which, phase, attempt, plan) => {
    expect(planAttempt(turnOf({ phase, attempt, answer: ahoy }), en, 2)).toEqual(plan);
  });

  test("words that were seen are kept and marked, never asked for again", () => {
    for (const attempt of [1, 2]) {
      const turn = turnOf({ phase: "shown", attempt, shownText: "Ahoy, sai" });
      const answer = cutOff("Ahoy, sai\n\n_The answer was cut off here._");
      expect(planAttempt(turn, en, 2)).toEqual({ kind: "close", answer });
    }
  });

  test("the mark alone is left where a crash came before the first checkpoint", () => {
    const answer = cutOff("_The answer was cut off here._");
    const turn = turnOf({ phase: "shown", attempt: 1, shownText: " \n" });
    expect(planAttempt(turn, en, 2)).toEqual({ kind: "close", answer });
  });
});

test("a long answer that was stopped comes in parts that Telegram takes", () => {
  const long = "word ".repeat(8000);
  const blocks = [{ type: "text", text: "as history has it" }];
  const answer = partialAnswer({ text: long, blocks, mark: en.stopped, outcome: "stopped" });
  expect(answer.parts).toHaveLength(2);
  for (const { markdown } of answer.parts) {
    expect(markdown.length).toBeLessThanOrEqual(richTextLimit);
  }
  expect(answer.parts.at(-1)?.markdown.endsWith("_Stopped._")).toBe(true);
  expect(answer.blocks).toEqual(blocks);
});
