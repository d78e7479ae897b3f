/** The four notations of formatted text and their errors. */
import { describe, expect, test } from "vitest";
import { formatText } from "./formatted-text.ts";

const markdown = (text: string) => formatText({ text, parseMode: "MarkdownV2" });
const html = (text: string) => formatText({ text, parseMode: "HTML" });

describe("MarkdownV2", () => {
  test.each([
    ["*bold*", { type: "bold", offset: 0, length: 4 }],
    ["_italic_", { type: "italic", offset: 0, length: 6 }],
    ["__under__", { type: "underline", offset: 0, length: 5 }],
    ["~gone~", { type: "strikethrough", offset: 0, length: 4 }],
    ["||secret||", { type: "spoiler", offset: 0, length: 6 }],
    ["`code`", { type: "code", offset: 0, length: 4 }],
    ["```py\nx\n```", { type: "pre", language: "py", offset: 0, length: 1 }],
    ["[t](https://t.me/)", { type: "text_link", url: "https://t.me/", offset: 0, length: 1 }],
    [">quote", { type: "blockquote", offset: 0, length: 5 }],
    ["**>quote||", { type: "expandable_blockquote", offset: 0, length: 5 }],
  ])("reads %s", (source, entity) => {
    expect(markdown(source).entities).toEqual([entity]);
  });

  test("counts offsets in UTF-16 units", () => {
    expect(markdown("👉 *a*").entities).toEqual([{ type: "bold", offset: 3, length: 1 }]);
  });

  test("nests, and closes italic before underline", () => {
    const { text, entities } = markdown("__under _both___");
    expect(text).toBe("under both");
    expect(entities.map(({ type }) => type)).toEqual(["underline", "italic"]);
  });

  test.each([
    ["a.", "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ["1 - 2", "Character '-' is reserved and must be escaped with the preceding '\\'"],
    ["ü *open", "Can't find end of Bold entity at byte offset 3"],
    ["_open", "Can't find end of Italic entity at byte offset 0"],
    ["`open", "Can't find end of Code entity at byte offset 0"],
    ["```\nopen", "Can't find end of Pre entity at byte offset 0"],
    ["[open", "Can't find end of TextUrl entity at byte offset 0"],
    ["[a](open", "Can't find end of a URL at byte offset 3"],
  ])("refuses %s", (source, reason) => {
    expect(() => markdown(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe("HTML", () => {
  test("reads nested tags and characters", () => {
    const { text, entities } = html('<b>a <i>&lt;b&gt;</i></b> <a href="https://t.me/">t</a>');
    expect(text).toBe("a <b> t");
    expect(entities).toEqual([
      { type: "bold", offset: 0, length: 5 },
      { type: "italic", offset: 2, length: 3 },
      { type: "text_link", url: "https://t.me/", offset: 6, length: 1 },
    ]);
  });

  test("reads the language of a code block", () => {
    expect(html('<pre><code class="language-py">x</code></pre>').entities).toEqual([
      { type: "pre", language: "py", offset: 0, length: 1 },
    ]);
  });

  test.each([
    ["<div>a</div>", 'Unsupported start tag "div" at byte offset 0'],
    ["ü <b>open", 'Can\'t find end tag corresponding to start tag "b"'],
    ["a</b>", "Unexpected end tag at byte offset 1"],
    ["<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ["<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ["a < b", "Unclosed start tag at byte offset 2"],
  ])("refuses %s", (source, reason) => {
    expect(() => html(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe("legacy Markdown", () => {
  test("reads its four marks", () => {
    const { text, entities } = formatText({ text: "*b* _i_ `c`", parseMode: "Markdown" });
    expect(text).toBe("b i c");
    expect(entities.map(({ type }) => type)).toEqual(["bold", "italic", "code"]);
  });

  test("refuses an open mark", () => {
    const open = () => formatText({ text: "a _b", parseMode: "Markdown" });
    expect(open).toThrow("Can't find end of the entity starting at byte offset 2");
  });
});

describe("explicit entities", () => {
  const bold = (offset: number, length: number) => () =>
    formatText({ text: "👉 ab", entities: [{ type: "bold", offset, length }] });

  test("that fit are kept", () => {
    expect(bold(3, 2)().entities).toEqual([{ type: "bold", offset: 3, length: 2 }]);
  });

  test("outside the text are refused", () => {
    expect(bold(3, 9)).toThrow(
      "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12",
    );
    expect(bold(9, 1)).toThrow("entity begins after the end of the text at UTF-16 offset 9");
    expect(bold(-1, 1)).toThrow("receive an entity with incorrect offset -1");
  });

  test("that split an emoji are refused", () => {
    expect(bold(1, 2)).toThrow("entity begins in a middle of a UTF-16 symbol");
    expect(bold(0, 1)).toThrow("ends in a middle of a UTF-16 symbol");
  });
});

describe("a client", () => {
  const found = (text: string) =>
    formatText({ text }).entities.map(({ type, offset, length }) => [
      type,
      text.slice(offset, offset + length),
    ]);

  test("marks commands, mentions, addresses and hashtags by itself", () => {
    expect(
      found("/start@ferry_bot @ada_harbour https://a.io/x?y=1. mail@b.io #tag $USD t.me"),
    ).toEqual([
      ["bot_command", "/start@ferry_bot"],
      ["mention", "@ada_harbour"],
      ["url", "https://a.io/x?y=1"],
      ["email", "mail@b.io"],
      ["hashtag", "#tag"],
      ["cashtag", "$USD"],
      ["url", "t.me"],
    ]);
  });

  test("marks nothing in paths, numbers and half-words", () => {
    expect(found("a/b and/or #123 50$ x@y")).toEqual([]);
  });
});
