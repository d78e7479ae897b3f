import { expect, test } from "vitest";
import { richTextLimit } from "../../../lib/telegram/limits.ts";
import { finalAnswer } from "../../../lib/turn/final-answer.ts";
import { en } from "../../../lib/words/en.ts";

const blocks = [
  { type: "thinking", thinking: "…", signature: "s" },
  { type: "text", text: "Ahoy" },
];

function answerTo(stopReason: "end_turn" | "max_tokens" | "refusal" | "other", text: string) {
  return finalAnswer({ blocks, stopReason, text, hasDelivered: false }, en);
}

test("history keeps Claude's blocks as they came, the chat gets the words", () => {
  expect(answerTo("end_turn", "Ahoy")).toEqual({
    outcome: "answered",
    blocks,
    parts: [{ markdown: "Ahoy" }],
  });
});

test.each([
  ["end_turn", "", en.emptyAnswer],
  ["end_turn", " \n\n", en.emptyAnswer],
  ["other", "", en.emptyAnswer],
  ["refusal", "", en.refusedAnswer],
  ["refusal", "I'd rather", "I'd rather"],
  ["max_tokens", "Ahoy", "Ahoy\n\n_The answer reached its length limit here._"],
  ["max_tokens", "", "_The answer reached its length limit here._"],
] as const)("after %s with %j somebody still hears something", (stopReason, text, markdown) => {
  expect(answerTo(stopReason, text).parts).toEqual([{ markdown }]);
});

test("a long answer comes in parts that fit, with no word lost", () => {
  const text = Array.from({ length: 9000 }, (_, index) => `word${index}`).join(" ");
  const parts = answerTo("end_turn", text).parts.map(({ markdown }) => markdown);
  expect(parts.length).toBe(Math.ceil(text.length / richTextLimit));
  expect(parts.join(" ")).toBe(text);
});
