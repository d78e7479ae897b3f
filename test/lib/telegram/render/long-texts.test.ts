/** Long texts are read stretch by stretch: what a reader sees is the same, and the work grows with the text alone. */
import { expect, test } from "vitest";
import type { Block } from "../../../../lib/telegram/render/document.ts";
import { fenceFormulas } from "../../../../lib/telegram/render/fence-formulas.ts";
import { parseMarkdown } from "../../../../lib/telegram/render/parse-markdown.ts";
import { readBlocks } from "../../../../lib/telegram/render/read-blocks.ts";
import { markdownReader, readMarkdown } from "../../../../lib/telegram/render/read-markdown.ts";
import { renderRich, renderRichDraft } from "../../../../lib/telegram/render/render-rich.ts";
import { segmentsOf } from "../../../../lib/telegram/render/segments.ts";
import { wellFormed } from "./samples.ts";

/** Names are told once for a whole text: repeated they would be told many times. */
const named = ["link by name", "footnote"];

test.each(Object.entries(wellFormed).filter(([name]) => !named.includes(name)))(
  "%s, told a hundred times, reads as in one go",
  (_name, sample) => {
    const text = Array.from({ length: 100 }, (_, index) => `Number ${index}.\n\n${sample}`).join(
      "\n\n",
    );
    const lines = fenceFormulas(text.split("\n"), false);
    const whole = readBlocks(parseMarkdown(lines.join("\n")), 0);
    expect(readMarkdown(text, { growing: false })).toEqual(whole);
  },
);

test("what a name stands for may be told pages later", () => {
  const pages = "A paragraph of some words.\n\n".repeat(1000);
  const [first = ""] = renderRich(
    `See [the docs][d] and a note[^n].\n\n${pages}[d]: https://e.example/d\n\n[^n]: Noted.`,
  );
  expect(first).toMatch(/^See \[the docs\]\(https:\/\/e\.example\/d\) and a note\\?\[n\\?\]\./);
  expect(first).not.toContain("Noted");
});

test("a long list stays one list, and counts on", () => {
  const items = Array.from({ length: 1500 }, (_, index) => `${index + 1}. Item ${index + 1}`);
  const blocks = readMarkdown(items.join("\n"), { growing: false });
  expect(blocks).toHaveLength(1);
  expect(renderRich(items.join("\n")).join("\n")).toContain("1500. Item 1500");
});

test("code as long as many pages stays one, also inside a list", () => {
  const code = Array.from({ length: 900 }, (_, index) => `    - line ${index}`);
  const text = ["1. First:", "", "   ```yaml", ...code, "   ```", "", "2. Second"].join("\n");
  const [list] = readMarkdown(text, { growing: false });
  const inFirst = list?.kind === "list" ? list.items[0]?.blocks : [];
  expect(inFirst?.map(({ kind }) => kind)).toEqual(["paragraph", "code"]);
  expect(list?.kind === "list" && list.items).toHaveLength(2);
});

test("a long table keeps its head", () => {
  const rows = Array.from({ length: 1200 }, (_, index) => `| row ${index} | and its value |`);
  const blocks = readMarkdown(["| a | b |", "|---|---|", ...rows].join("\n"), { growing: false });
  expect(blocks.map((block) => block.kind === "table" && block.rows.length)).toEqual([1200]);
});

test("an item of many pages is cut in two, and none of it becomes code", () => {
  const inside = Array.from({ length: 2000 }, (_, index) => `    - thing ${index}`);
  const text = ["- a", "  - b", ...inside].join("\n");
  const kinds = readMarkdown(text, { growing: false }).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["list"]));
  expect(
    renderRich(text)
      .join("\n")
      .match(/thing \d/g),
  ).toHaveLength(2000);
});

const hostile = [
  "- a\n",
  "- - - a\n",
  "- a\n  - b\n    - c\n",
  "> - > - a\n",
  "> a\nb\nb\n",
  "a\n-\n",
  "=\n",
  "1. a\n\n   b\n\n",
  "  - a\n",
  "- [ ] a\n",
];

/** What micromark goes over again and again is the stretch: a list of 40 kB in one of them takes seconds. */
test.each(hostile)("%j without end is read in short stretches", (piece) => {
  const linesOf = (length: number) =>
    ["- a", ...piece.repeat(length / piece.length).split("\n")] as const;
  const stretches = segmentsOf(linesOf(40_000)).map(({ text }) => text.split("\n").length);
  expect(Math.max(...stretches)).toBeLessThan(1000);
  expect(stretches.reduce((sum, lines) => sum + lines, 0)).toBe(linesOf(40_000).length);
});

test("a table of a thousand columns has the cells of fifty in each row, and every word", () => {
  const wide = (rows: number) =>
    `|${"a|".repeat(1000)}\n|${"-|".repeat(1000)}${"\n|b|".repeat(rows)}`;
  const [table] = readMarkdown(wide(1000), { growing: false });
  const cells = table?.kind === "table" ? table.rows.flat().length : 0;
  expect(cells).toBe(50 * 1000);
  expect(renderRich(wide(1)).join("").match(/a/g)).toHaveLength(1000);
});

test("of an answer that grows only the end is read again", () => {
  const pages = "Some **words** of it.\n\n- a\n- b\n\n".repeat(300);
  const read = markdownReader();
  const before = new Set<Block>(read(pages, { growing: true }));
  const after = read(`${pages}And on it goes`, { growing: true });
  const anew = after.filter((block) => !before.has(block));
  expect(after.length).toBeGreaterThan(300);
  expect(anew.length).toBeLessThan(100);
});

test.each([" ", "\t", "> ", "# ", "[x", "_ "])("a draft that ends in %j without end", (piece) => {
  expect(renderRichDraft(`Words.\n\n${piece.repeat(5000)}a`)).toContain("Words.");
});
