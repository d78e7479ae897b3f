/** Rich messages of both kinds, and Telegram's own examples. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkRichMessage } from "./check-rich-message.ts";
import { ACCEPTED } from "./corpus-accepted.ts";
import { REFUSED } from "./corpus-refused.ts";

const CONTEXT = { media: new Map(), isDraft: false };

describe("a rich message with", () => {
  test.each(ACCEPTED)("$name is taken", ({ message, blocks }) => {
    const types = checkRichMessage(message, CONTEXT).blocks.map(({ type }) => type);
    expect(types).toEqual(blocks);
  });

  test.each(REFUSED)("$name is refused", ({ message, reason }) => {
    expect(() => checkRichMessage(message, CONTEXT)).toThrow(reason);
  });
});

describe("Telegram's own examples", () => {
  const types = new URL(import.meta.resolve("@grammyjs/types/rich.d.ts"));
  const doc = readFileSync(types, "utf8").replaceAll(/^ \* ?/gm, "");
  const examples = (notation: string, fence: string): string[] => {
    const pattern = new RegExp(`^${fence}${notation}\\n([\\s\\S]*?)\\n${fence}$`, "gm");
    return Array.from(doc.matchAll(pattern), (match) => match[1] ?? "");
  };

  test("of rich markdown are taken", () => {
    const [markdown] = examples("markdown", "````");
    expect(checkRichMessage({ markdown }, CONTEXT).blocks.length).toBeGreaterThan(40);
  });

  test("of rich HTML are taken", () => {
    const found = examples("html", "```");
    expect(found).toHaveLength(2);
    for (const html of found) {
      expect(checkRichMessage({ html }, CONTEXT).blocks.length).toBeGreaterThan(10);
    }
  });
});

describe("reading rich markdown", () => {
  const read = (markdown: string) => checkRichMessage({ markdown }, CONTEXT).blocks;

  test("keeps formula source raw", () => {
    expect(read("$a_1 * b_2 * c$")).toEqual([
      { type: "paragraph", text: { type: "mathematical_expression", expression: "a_1 * b_2 * c" } },
    ]);
  });

  test("keeps a table's alignment and header", () => {
    expect(read("| a |\n|--:|\n| 1 |")).toEqual([
      {
        type: "table",
        cells: [
          [{ text: "a", is_header: true, align: "right", valign: "middle" }],
          [{ text: "1", align: "right", valign: "middle" }],
        ],
      },
    ]);
  });

  test("turns boxes into tasks", () => {
    expect(read("- [x] done")).toMatchObject([
      { items: [{ has_checkbox: true, is_checked: true, blocks: [{ text: "done" }] }] },
    ]);
  });

  test("names the language of code", () => {
    expect(read("```python\nx = 1\n```")).toEqual([
      { type: "pre", text: "x = 1", language: "python" },
    ]);
  });
});
