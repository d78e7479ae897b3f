/** Rich messages Telegram takes, one per rule of rich.d.ts. `blocks` is what they are read as. */

export type Accepted = {
  readonly name: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly blocks: readonly string[];
};

const markdown = (name: string, source: string, ...blocks: string[]): Accepted => ({
  name,
  message: { markdown: source },
  blocks,
});
const html = (name: string, source: string, ...blocks: string[]): Accepted => ({
  name,
  message: { html: source },
  blocks,
});

export const ACCEPTED: readonly Accepted[] = [
  markdown("plain text", "Just a sentence.", "paragraph"),
  markdown("two paragraphs", "One.\n\nTwo.", "paragraph", "paragraph"),
  markdown("every inline style", "**b** __b__ *i* _i_ ~~s~~ `c` ==m== ||sp||", "paragraph"),
  markdown(
    "all heading sizes",
    "# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6",
    ...Array(6).fill("heading"),
  ),
  markdown("a code block", "```python\nprint('hi')\n```", "pre"),
  markdown("a code block cut off at the end", "```js\nlet x", "pre"),
  markdown("a table", "| a | b |\n|:--|:-:|\n| 1 | **2** |", "table"),
  markdown("a table of 20 columns", `${"|x".repeat(20)}|\n${"|-".repeat(20)}|`, "table"),
  markdown("lists of three kinds", "- a\n\n1. b\n\n- [x] c", "list", "list", "list"),
  markdown("a nested list", "- a\n  - b\n    - c", "list"),
  markdown("a quotation", "> said\n>\n> twice", "blockquote"),
  markdown("a divider", "a\n\n---\n\nb", "paragraph", "divider", "paragraph"),
  markdown(
    "inline and block formulas",
    "So $x^2$ is\n\n$$E = mc^2$$",
    "paragraph",
    "mathematical_expression",
  ),
  markdown("a formula over lines", "$$\nx = 1\n$$", "mathematical_expression"),
  markdown("a math fence", "```math\nE = mc^2\n```", "mathematical_expression"),
  markdown("prices that are no formulas", "It costs $5 and $10.", "paragraph"),
  markdown("a footnote", "See[^1].\n\n[^1]: There.", "paragraph", "paragraph"),
  markdown("a photo with a caption", '![](https://example.org/a.jpg "Sunset")', "photo"),
  markdown(
    "neighbouring media",
    "![](https://e.org/a.jpg)\n![](https://e.org/b.mp4)",
    "photo",
    "video",
  ),
  markdown("a custom emoji in text", "Yes ![👍](tg://emoji?id=5368324170671202286)!", "paragraph"),
  markdown("a date", "At ![noon](tg://time?unix=1647531900&format=wDT)", "paragraph"),
  markdown(
    "details around markdown",
    "<details open><summary>More</summary>\n\n- a\n\n</details>",
    "details",
  ),
  markdown("HTML inside text", "<u>under **bold**</u> and H<sub>2</sub>O", "paragraph"),
  markdown("less-than signs that are no tags", "if a < b and 3 <4 then", "paragraph"),
  markdown("tags inside code", "Use `<div>` or\n\n```html\n<script>\n```", "paragraph", "pre"),
  markdown("escaped marks", "\\*not italic\\* \\<div\\> \\$5", "paragraph"),
  markdown(
    "links of every scheme",
    "[a](https://t.me) [b](mailto:a@b.io) [c](tel:+123456) [d](tg://user?id=5)",
    "paragraph",
  ),
  markdown("32768 characters", "x".repeat(32_768), "paragraph"),
  markdown("32768 emoji, which are one character each", "🙂".repeat(32_768), "paragraph"),
  markdown("500 blocks", "a\n\n".repeat(500), ...Array(500).fill("paragraph")),
  markdown("50 media", "![](https://e.org/a.jpg)\n".repeat(50), ...Array(50).fill("photo")),
  markdown("16 levels", `${">".repeat(15)} deep`, "blockquote"),
  html(
    "a page",
    "<h1>Title</h1><p>Text <b>bold</b></p><footer>End</footer>",
    "heading",
    "paragraph",
    "footer",
  ),
  html(
    "a table with spans",
    '<table bordered><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
    "table",
  ),
  html("a task list", '<ul><li><input type="checkbox" checked>Done</li></ul>', "list"),
  html(
    "a figure",
    '<figure><img src="https://e.org/a.jpg"/><figcaption>A<cite>B</cite></figcaption></figure>',
    "photo",
  ),
  html("a map", '<tg-map lat="41.9" long="12.5" zoom="14"/>', "map"),
  html(
    "a button row",
    '<tg-button-row align="left"><tg-button type="callback_data" data="go">Go</tg-button></tg-button-row>',
    "buttons",
  ),
  html("named characters", "<p>a &lt; b &amp;&#8203; &mdash;</p>", "paragraph"),
  {
    name: "blocks",
    message: { blocks: [{ type: "paragraph", text: ["a", { type: "bold", text: "b" }] }] },
    blocks: ["paragraph"],
  },
  {
    name: "right-to-left text",
    message: { markdown: "שלום", is_rtl: true },
    blocks: ["paragraph"],
  },
];
