/** What Claude writes, what it writes when it is led astray, and what Markdown readers quarrel about. */

export const wellFormed: Readonly<Record<string, string>> = {
  prose: "Tides rise and fall twice a day.\n\nThe moon pulls, the sea follows.",
  lines: "**Name:** Ann\n**Age:** 41\nCity: Riga",
  headings: "# One\n\n## Two *soft*\n\n### Three `x`\n\ntext",
  looks: "**bold** *soft* ***both*** ~~gone~~ `code` **bold *soft* bold** _a_ __b__",
  link: "See [the docs](https://example.org/a?b=1&c=2) and **[bold](https://example.org)**.",
  "link of a wiki": "[Foo](https://example.org/wiki/Foo_(bar)) ends",
  autolink: "Look: <https://example.org/a_b> or <me@example.org>",
  "link by name": "See [the docs][1] now.\n\n[1]: https://example.org/docs",
  table: "| Name | Price |\n|:-----|------:|\n| Tea | **$1.50** |\n| Milk | $2 |\n\nThat is all.",
  "table without rows": "| a | b |\n|---|---|\n",
  "table of code": "| Use | For |\n|---|---|\n| `a \\| b` | or<br>else |",
  list: "- one\n- two\n- three",
  "nested list": "1. One\n   - sub *a*\n     - subsub\n   - sub b\n2. Two\n\nend",
  "loose list": "1. One\n\n   More of one.\n\n2. Two",
  tasks: "- [x] done\n- [ ] open\n  - [ ] inside",
  "code in a list": "1. Run:\n\n   ```sh\n   ls -la\n\n   pwd\n   ```\n\n2. Look",
  code: 'Text\n\n```python\nprint("a < b && c_d * `x`")  # \\ back\n```\nafter',
  "code with fences": "````md\n```js\nx\n```\n````\nend",
  "code with marks": "Use ``a ` b`` and `**not bold**` and `<div>`",
  quote: "> He said **so**.\n> - first\n>\n> > inner\n\nand left",
  "quote with code": "> ```js\n> x()\n> ```\n\nend",
  rule: "above\n\n---\n\nbelow",
  formulas: "So $a_b * c_d$ is\n\n$$\n\\int_0^1 x^2\\,dx\n= \\frac13\n$$\n\nthen \\(x^2\\).",
  "formula by brackets": "Thus\n\n\\[\nE = mc^2\n\\]\n\nholds.",
  "formula in a list": "- first:\n  $$x = 1$$\n- second: $y$",
  "formula with signs": "$$\na\n+ b\n- c\n$$",
  "formula fence": "```math\nx < y\n```\n\nend",
  money: "It costs $5 and $10, or US$7 (about 6$).",
  "money before words": "Pay $5 a month or 50$ a year.",
  footnote: "It is so[^1].\n\n[^1]: Says *who*?",
  cyrillic: "**Привет!** Цена: *5 ₽*. Ссылка: [тут](https://example.org/путь)",
  "right to left": "**שלום** עולם\n\n- مرحبا `code` بالعالم",
  emoji: "Family 👨‍👩‍👧‍👦, flag 🇷🇺, hand 👍🏽, **🚢 ship**",
  east: "# 標題\n\n**太字**です。*斜体* 文字\n\n| 名 | 値 |\n|---|---|\n| 東京 | 🗼 |",
  comparisons: "if a < b and 3 <4 and c > d & e",
  names: "snake_case_name and file_name.py, #tag, @someone, /start, 2 * 3 * 4",
  arrays: "a[0] = b[i][j]; f(x)[1]",
  numbers: "2024. was good\n\n1) first\n2) second",
};

export const hostile: Readonly<Record<string, string>> = {
  tags: 'a <b>bold</b> <script>x()</script> <img src="https://evil.example/?q=1"> &amp; &lt;i&gt;',
  "tag alone": "<details><summary>s</summary>\n\n**t**\n\n</details>\n\n<!-- hidden -->",
  "tags of Telegram":
    '<tg-emoji emoji-id="5">x</tg-emoji> <a href="tg://user?id=5">y</a> <tg-map/>',
  image: "![pixel](https://evil.example/p.png) and ![](https://evil.example/q.png)",
  "image by name": "![a][p] ![p]\n\n[p]: https://evil.example/p.png",
  "image in a link": "[![a](https://evil.example/p.png)](https://example.org)",
  "image made of two": "wow![a](https://example.org) !\\[b](https://e.example/b.png)",
  "image put together": "!**[a](https://example.org/a.png)** and hey![x](https://example.org)!",
  emoji: "![👍](tg://emoji?id=5368324170671202286) ![t](tg://time?unix=1&format=r)",
  mention: "[you](tg://user?id=42) [you](tg://openmessage?user_id=42) [ok](tg://resolve?domain=x)",
  schemes:
    "[a](javascript:alert(1)) [b](data:text/html,x) [c](docs/a) [d](mailto:x) [e](tel:+123456)",
  mail: "[m](mailto:a@b.io?subject=x)",
  "escaped tags": "\\<b> and \\\\<b> and &lt;b&gt; &#60;i>",
  "tag in a formula": "$a<b>c$ and $x![y](https://e.example/z)$ and $a$5 <u>",
  "formula of nothing": "$$ $$ and $$$$ and $ $ and $$\n\n$$",
  "formula left open": "So\n\n$$\nx = <b>1\n\n![a](https://e.example/p.png)",
  "brackets of a formula": "\\[1\\] and\n\\[ see a_b \\]\n\n[\n1,\n2\n]",
  "math fence left open": "```math\nx < <b>",
  "empty fences": "```\n```\n\n```math\n```\n\n~~~js\n~~~",
  "code left open": "``` <b>\n<script>\n~~~",
  "code in strange places": "[l](a(b)`c) <i> `\n\n||a ` b|| <i> ` ==a ` b== <u> `",
  spoilers: "||secret|| and ==mark== and a || b == c",
  "table by dashes": "a | b\n:-:\n\nx\n---|---\n\n-:|\n\n| a |\n|---|---|",
  "table too wide": `${"|x".repeat(24)}|\n${"|-".repeat(24)}|\n${"|**1**".repeat(24)}|`,
  "table row too long": "| a | b |\n|---|---|\n| `x|y` | z | <b> |",
  "table cells": "| `a\\|b` | $|x|$ |\n|---|---|\n| \\| ||s|| | $\\|v\\|$ |",
  "list marks": "text\n\\- a\n\\+ b\n1986\\. year\n\\# no\n\\> no\n=== no",
  "setext heading": "a\n=\n\nb\n-",
  "empty items": "-\n- \n1.\n* * *\n- ---\n- # h\n-     x",
  "lists side by side": "- a\n\n* b\n\n+ c\n\n1. d\n\n1) e\n\n- [ ]\n- [x]",
  "deep list": Array.from({ length: 20 }, (_, depth) => `${"  ".repeat(depth)}- d${depth}`).join(
    "\n",
  ),
  "deep quote": `${">".repeat(40)} deep`,
  "one line of lists": `${"- ".repeat(50)}x ${"1. ".repeat(10)}`,
  footnotes: "[^a] [^b]\n\n[^a]: ```js\n    x\n\n[^`]: y <b>",
  invisible: "\u200b\n\n&nbsp;\n\n**\u200b**\n\n# \u00a0",
  "nothing at all": " \n\n\t\n",
  zeros: "a\0b \ud800 c \udc00 \u202e d",
  "line ends": "a\r\n- b\r\n- c\rd\r\n```\r\n<b>\r\n```",
  "spaces inside": "** a** **b ** *c&nbsp;* **&nbsp;d** ~~ e~~ a**&#32;f**g",
  "marks in words": "a*b*c a**b**c a_b_c __init__ 2*3*4 **a**b *a*_b_ **a**__b__ *a***b**",
  "code at the edges": "`` ` `` ` a ` ``` `` ``` **`b`** [`c`](https://example.org) ~~`d`~~",
  entities: "&copy; &notareal; &#x41; &amp;lt; AT&T a&b;",
  "definition tricks": "[a]: javascript:x\n[b]: <https://e.example> '<b>'\n\n[a] [b] [c][b]",
  tabs: "\tcode\n\n- a\n\n\t\tdeep\n\n1.\tb",
  backslashes: "\\ \\\\ \\a \\* \\\\* a\\\nb \\",
};

export const samples: Readonly<Record<string, string>> = { ...wellFormed, ...prefixed(hostile) };

function prefixed(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [`hostile: ${name}`, text]),
  );
}

/** Every beginning of a text, in UTF-16 units: some end inside a character. */
export function prefixesOf(text: string): string[] {
  return Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length));
}
