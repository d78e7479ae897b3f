/** Text with entities: what a chat without rich messages sees. */
import { expect, test } from "vitest";
import { renderEntities } from "../../../../lib/telegram/render/render-entities.ts";

/** The text, and what each entity covers. */
function shown(markdown: string) {
  const [{ text, entities } = { text: "", entities: [] }] = renderEntities(markdown);
  const marked = entities.map(({ offset, length, ...look }) => {
    const more = "url" in look ? ` ${look.url}` : "language" in look ? ` ${look.language}` : "";
    return `${look.type}${more}: ${text.slice(offset, offset + length)}`;
  });
  return { text, marked };
}

test.each([
  ["**a *b* c**", "a b c", ["bold: a b c", "italic: b"]],
  ["# Title *x*", "Title x", ["bold: Title x", "italic: x"]],
  ["🚢 **é👍🏽** `x`", "🚢 é👍🏽 x", ["bold: é👍🏽", "code: x"]],
  ["**a `b` c**", "a b c", ["bold: a", "code: b", "bold: c"]],
  ["[a `b`](https://e.example)", "a b", ["text_link https://e.example: a b"]],
  ["![cat](https://e.example/c.png)", "cat", ["text_link https://e.example/c.png: cat"]],
  ["[you](tg://user?id=5)", "you", []],
  ["- a\n  - b\n    - c\n- d", "• a\n   ◦ b\n      ▪ c\n• d", []],
  ["3. a\n4. b\n\n   more", "3. a\n4. b\n   more", []],
  ["- [x] a\n- [ ] b", "☑ a\n☐ b", []],
  ["a\nb\n\nc", "a\nb\n\nc", []],
  ["```js\nx\n```", "x", ["pre js: x"]],
  ["so\n\n$$x^2$$", "so\n\nx^2", ["pre latex: x^2"]],
  ["so $x^2$", "so x^2", ["code: x^2"]],
  ["> a\n> **b**\n\nc", "a\nb\nc", ["blockquote: a\nb", "bold: b"]],
  ["a\n\n---\n\nb", "a\n\n———\n\nb", []],
  ["a <b>x</b> ", "a <b>x</b>", []],
])("%j", (markdown, text, marked) => {
  expect(shown(markdown)).toEqual({ text, marked });
});

test("a table is drawn in one width, whatever is in it", () => {
  const { text, marked } = shown("| Город | n |\n|:--|--:|\n| **東京** | 7 |\n| Riga 🚢 | 12 |");
  expect(text).toBe("Город   │  n\n────────┼───\n東京    │  7\nRiga 🚢 │ 12");
  expect(marked).toEqual([`pre: ${text}`]);
});

test("a long quotation is folded", () => {
  expect(shown(`> ${"so he said ".repeat(50)}`).marked[0]).toMatch(/^expandable_blockquote/);
});
