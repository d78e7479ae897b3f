/** No word is lost, none is added. */
import { expect, test } from "vitest";
import { renderEntities } from "../../../../lib/telegram/render/render-entities.ts";
import { renderRich } from "../../../../lib/telegram/render/render-rich.ts";
import { readRich, wordsOf } from "./judge.ts";
import { samples } from "./samples.ts";

/** By hand, as a reader sees them: what stands in a rich message and in a text without formatting. */
const cases: readonly (readonly [string, string])[] = [
  ["**Bold** and *so_ft* `co*de` ~~x~~", "Bold and so_ft co*de x"],
  ["a <b>tag</b> &lt;i&gt; and <br>", "a <b>tag</b> <i> and "],
  ["It costs $5 and $10, 5$ or US$7", "It costs $5 and $10, 5$ or US$7"],
  ["Pay $5 a month or 50$ a year", "Pay $5 a month or 50$ a year"],
  ["So $x_1 < y$ holds", "So x_1 < y holds"],
  ["![a cat](https://e.example/c.png)!", "a cat!"],
  ["![](https://e.example/c.png)", "https://e.example/c.png"],
  ["[docs](docs/a) and [x](javascript:y)", "docs and x"],
  ["See[^1]\n\n[^1]: there", "See[1][1] there"],
  ["1\\. no list\\\nand \\<no tag>", "1. no list and <no tag>"],
  ["__init__.py and a_b and 2*3*4 = 24", "init.py and a_b and 234 = 24"],
  ["a || b == c ==d== ||e||", "a || b == c ==d== ||e||"],
  ["&copy; &notareal; AT&T", "© &notareal; AT&T"],
];

test.each(cases)("of %j", (markdown, words) => {
  const expected = words.replace(/\s/g, "");
  expect(wordsOf(renderRich(markdown).map((piece) => readRich(piece)))).toBe(expected);
  expect(wordsOf(renderEntities(markdown).map(({ text }) => text))).toBe(expected);
});

/** Marks, numbers, frames: what lists and tables are drawn with in a text. */
const drawn = /[•◦▪☑☐│─┼—]|\d{1,9}\./g;

test("rich and plain say the same, in every sample", () => {
  for (const [name, sample] of Object.entries(samples)) {
    const rich = wordsOf(renderRich(sample).map((piece) => readRich(piece))).replace(drawn, "");
    const plain = wordsOf(renderEntities(sample).map(({ text }) => text)).replace(drawn, "");
    expect(plain, name).toBe(rich);
  }
});
