/** Long answers: cut between blocks, else inside the long one; each message is within every limit. */
import type { RichBlock } from "grammy/types";
import { expect, test } from "vitest";
import { plainTextLimit, richTextLimit } from "../../../../lib/telegram/limits.ts";
import { renderEntities } from "../../../../lib/telegram/render/render-entities.ts";
import { renderRich } from "../../../../lib/telegram/render/render-rich.ts";
import { faultsIn, readRich, wordsOf } from "./judge.ts";

const row = (index: number) => `| name ${index} | **${index * 7}** | some words of row ${index} |`;
const item = (index: number) => `${index}. Item **${index}**\n     - with a \`part\` of its own`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const line = (index: number) => `const value${index} = "${"x".repeat(index % 60)}";`;

const long = {
  paragraphs: numbers(900)
    .map((index) => `Paragraph **${index}** of many, ${"la ".repeat(9)}`)
    .join("\n\n"),
  "a paragraph": numbers(9000)
    .map((index) => (index % 9 ? `word${index}` : `**bold${index}**`))
    .join(" "),
  "a word": `start ${"🚢é".repeat(20_000)} end`,
  marks: `a${"*".repeat(40_000)}`,
  list: numbers(700).map(item).join("\n"),
  "an item": `- first\n- ${"many words ".repeat(5000)}\n- last`,
  "an item of code": `1. look:\n\n   \`\`\`js\n${numbers(1500)
    .map((index) => `   ${line(index)}`)
    .join("\n")}\n   \`\`\`\n2. done`,
  table: ["| a | b | c |", "|---|--:|---|", ...numbers(1200).map(row)].join("\n"),
  "a row": `| a | b |\n|---|---|\n| ${"cell ".repeat(8000)} | x |`,
  code: ["```js", ...numbers(1500).map(line), "```"].join("\n"),
  "a line of code": `\`\`\`\n${"0123456789".repeat(5000)}\n\`\`\``,
  quote: numbers(900)
    .map((index) => `> quoted ${index} with some words\n>`)
    .join("\n"),
  formula: [
    "```math",
    ...numbers(2000).map((index) => `x_{${index}} + y^{${index}} \\\\`),
    "```",
  ].join("\n"),
  headings: numbers(400)
    .map((index) => `## Part ${index}\n\nText ${index}. ${"la ".repeat(40)}`)
    .join("\n\n"),
} as const;

test.each(Object.entries(long))("%s: within the limits, no word lost", (_name, markdown) => {
  const rich = renderRich(markdown);
  expect(rich.length).toBeGreaterThan(1);
  for (const piece of rich) expect(piece.length).toBeLessThanOrEqual(richTextLimit);
  const blocks = rich.map((piece) => readRich(piece));
  const texts = renderEntities(markdown);
  for (const { text, entities } of texts) expect(faultsIn(text, entities)).toEqual([]);
  for (const { text } of texts.slice(1, -1))
    expect(text.length).toBeGreaterThan(plainTextLimit / 8);
  const numbered = (words: string) =>
    words.match(/value\d+|word\d+|bold\d+|Text\d+|row\d+|quoted\d+|x_{\d+}/g) ?? [];
  const told = numbered(wordsOf(markdown));
  expect(numbered(wordsOf(blocks))).toEqual(told);
  expect(numbered(wordsOf(texts.map(({ text }) => text)))).toEqual(told);
});

function only(blocks: readonly RichBlock[]): RichBlock {
  expect(blocks).toHaveLength(1);
  return blocks[0] ?? { type: "divider" };
}

test("code goes on with its language, whole line by whole line", () => {
  const pieces = renderRich(`\`\`\`js\n${numbers(1500).map(line).join("\n")}\n\`\`\``);
  const code = pieces.map((piece) => only(readRich(piece)));
  expect(code).toMatchObject(pieces.map(() => ({ type: "pre", language: "js" })));
  const lines = code.flatMap((block) =>
    block.type === "pre" ? String(block.text).split("\n") : [],
  );
  expect(lines).toEqual(numbers(1500).map(line));
});

test("a table goes on below its header, a list with its numbers", () => {
  for (const piece of renderRich(long.table)) {
    const table = only(readRich(piece));
    const header = table.type === "table" ? table.cells[0]?.map(({ text }) => text) : [];
    expect(header).toEqual(["a", "b", "c"]);
  }
  const labels = renderRich(long.list).flatMap((piece) => {
    const list = only(readRich(piece));
    return list.type === "list" ? list.items.map(({ label }) => label) : [];
  });
  expect(labels).toEqual(numbers(700).map((index) => `${index}.`));
});

test("a heading stays with its text", () => {
  const pieces = renderRich(long.headings);
  for (const piece of pieces) expect(readRich(piece).at(-1)?.type).toBe("paragraph");
});

test("a message is cut between paragraphs, and filled", () => {
  const pieces = renderRich(long.paragraphs);
  expect(pieces.join("\n\n")).toBe(
    renderRich(pieces[0] ?? "")
      .concat(pieces.slice(1))
      .join("\n\n"),
  );
  for (const piece of pieces) expect(piece).toMatch(/^Paragraph [\s\S]* la$/);
  const blocks = pieces.map((piece) => readRich(piece).length);
  expect(Math.min(...blocks.slice(0, -1))).toBeGreaterThan(400);
});

test("a word without end is cut between characters", () => {
  const texts = renderEntities(long["a word"]).map(({ text }) => text);
  for (const text of texts) expect(text).toMatch(/^(?:start )?(?:🚢é)*🚢?é?(?: end)?$/u);
  for (const text of texts) expect(text.isWellFormed()).toBe(true);
});
