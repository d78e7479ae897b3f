/** A draft while it is written: what is shown grows and does not flicker. */
import { expect, test } from "vitest";
import { renderEntitiesDraft } from "../../../../lib/telegram/render/render-entities.ts";
import { renderRich, renderRichDraft } from "../../../../lib/telegram/render/render-rich.ts";
import { readRich, wordsOf } from "./judge.ts";
import { prefixesOf, wellFormed } from "./samples.ts";

/** What a name stands for is told at the end of the text. */
const knownLater = ["link by name", "footnote"];
const steady = Object.entries(wellFormed).filter(([name]) => !knownLater.includes(name));

test.each(steady)("%s: each frame shows how it will be", (_name, sample) => {
  const last = wordsOf(renderRich(sample).map((piece) => readRich(piece)));
  const unsteady = prefixesOf(sample).filter((prefix) => {
    const frame = renderRichDraft(prefix);
    return frame !== "" && !last.startsWith(wordsOf(readRich(frame, true)));
  });
  expect(unsteady).toEqual([]);
});

test.each([
  ["**Bold and mo", "**Bold and mo**"],
  ["**Bold *and mo", "**Bold _and mo_**"],
  ["Use `npm ru", "Use `npm ru`"],
  ["See [the do", "See the do"],
  ["See [the docs](https://exa", "See the docs"],
  ["So $x^2 +", "So `x^2 +`"],
  ["Text\n-", "Text"],
  ["Text\n- ", "Text"],
  ["1. a\n2.", "1. a"],
  ["Text\n\n| a | b |", "Text"],
  ["Text\n\n| a | b |\n|---|", "Text"],
  ["| a | b |\n|---|---|\n| 1", "| a | b |\n| --- | --- |\n| 1 |  |"],
  ["```js\nlet x", "```js\nlet x\n```"],
  ["$$\nx = 1", "```latex\nx = 1\n```"],
  ["ahoy \ud83d", "ahoy"],
  ["- [", ""],
  ["", ""],
])("%j is shown as %j", (prefix, frame) => {
  expect(renderRichDraft(prefix)).toBe(frame);
});

test("a text too long for one message shows its newest part", () => {
  const paragraphs = Array.from({ length: 2000 }, (_, index) => `Line ${index} of a long one.`);
  const text = paragraphs.join("\n\n");
  expect(renderRichDraft(text)).toMatch(/Line 1999 of a long one\.$/);
  expect(renderEntitiesDraft(text).text).toMatch(/Line 1999 of a long one\.$/);
});
