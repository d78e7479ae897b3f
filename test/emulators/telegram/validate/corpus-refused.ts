/** Rich messages Telegram does not take, with a word of the reason. */

export type Refused = {
  readonly name: string;
  readonly message: unknown;
  readonly reason: string;
};

const markdown = (name: string, source: string, reason: string): Refused => ({
  name,
  message: { markdown: source },
  reason,
});
const html = (name: string, source: string, reason: string): Refused => ({
  name,
  message: { html: source },
  reason,
});
const blocks = (name: string, list: readonly unknown[], reason: string): Refused => ({
  name,
  message: { blocks: list },
  reason,
});

export const REFUSED: readonly Refused[] = [
  { name: "nothing", message: {}, reason: "must be non-empty" },
  { name: "a message encoded twice", message: '{"markdown":"hi"}', reason: "must be non-empty" },
  { name: "two notations at once", message: { markdown: "a", html: "a" }, reason: "exactly one" },
  markdown("white space only", " \n\n ", "must be non-empty"),
  markdown("32769 characters", "x".repeat(32_769), "too many characters"),
  markdown(
    "32769 characters, some in a formula",
    `${"x".repeat(32_767)} $yy$`,
    "too many characters",
  ),
  markdown("501 blocks", "a\n\n".repeat(501), "too many blocks"),
  markdown("501 blocks counted with list items", "- a\n".repeat(251), "too many blocks"),
  markdown("17 levels", `${">".repeat(16)} deep`, "too many levels"),
  markdown("51 media", "![](https://e.org/a.jpg)\n".repeat(51), "too many media"),
  markdown("21 columns", `${"|x".repeat(21)}|\n${"|-".repeat(21)}|`, "too many columns"),
  markdown(
    "a table whose rows of dashes do not match",
    "| a | b |\n|---|\n| 1 | 2 |",
    "delimiter row",
  ),
  markdown("an open formula", "$$\nx = 1", "end of the formula"),
  markdown("an open math fence", "```math\nx = 1", "end of the math block"),
  markdown("an empty formula", "```math\n```", "must not be empty"),
  markdown("an unknown tag", "a <div>b</div>", 'unsupported start tag "div"'),
  markdown(
    "a generic type outside code",
    "Use List<string> here",
    'unsupported start tag "string"',
  ),
  markdown("a script", "<script>alert(1)</script>", 'unsupported start tag "script"'),
  markdown("a comment", "<!-- hidden -->\n\ntext", 'unsupported start tag "!--"'),
  markdown("an open tag", "<u>never closed", "can't find end tag"),
  markdown("crossed tags", "**a <u>b** c</u>", "can't find end tag"),
  markdown("open details", "<details><summary>a</summary>\n\ntext", "can't find end tag"),
  markdown("details without a summary", "<details>\n\ntext\n\n</details>", "must have a summary"),
  markdown("an image inside text", "Look: ![](https://e.org/a.jpg) nice", "separate block"),
  markdown("an image in a table", "| a |\n|---|\n| ![](https://e.org/a.jpg) |", "separate block"),
  markdown("an image by file path", "![](/home/a.jpg)", "HTTP, HTTPS or tg://"),
  markdown("an image nobody sent along", "![](tg://photo?id=cat)", "not in the list of media"),
  markdown("a link without a scheme", "[docs](docs/start)", "RICH_MESSAGE_URL_INVALID"),
  markdown("a broken e-mail link", "[mail](mailto:nobody)", "RICH_MESSAGE_EMAIL_INVALID"),
  markdown(
    "thinking in a real message",
    "<tg-thinking>hm</tg-thinking>",
    "only in sendRichMessageDraft",
  ),
  html("text in a list", "<ul>text</ul>", "not allowed directly"),
  html("a block in bold text", "<b><h1>a</h1></b>", "separate block"),
  html("a row outside a table", "<tr><td>a</td></tr>", "allowed only in <table>"),
  html("an unclosed start tag", "<b", "unclosed start tag"),
  html("an end without a start", "a</b>", "unexpected end tag"),
  html("a table without rows", "<table></table>", "at least one row"),
  html(
    "a button without data",
    '<tg-button type="callback_data">x</tg-button>',
    "BUTTON_DATA_INVALID",
  ),
  html(
    "a button with 65 bytes of data",
    `<tg-button type="callback_data" data="${"x".repeat(65)}">x</tg-button>`,
    "BUTTON_DATA_INVALID",
  ),
  html(
    "nine buttons in a row",
    `<tg-button-row>${'<tg-button type="disabled">x</tg-button>'.repeat(9)}</tg-button-row>`,
    "buttonsInRow",
  ),
  html("a map beyond the pole", '<tg-map lat="91" long="0" zoom="14"/>', "location is invalid"),
  html("a collage of text", "<tg-collage>text</tg-collage>", "only photos and videos"),
  blocks("an unknown block", [{ type: "poem", text: "a" }], "block 0 is invalid"),
  blocks("a heading of size 7", [{ type: "heading", text: "a", size: 7 }], "block 0 is invalid"),
  blocks(
    "rich text of an unknown type",
    [{ type: "paragraph", text: { type: "plain", text: "a" } }],
    "block 0 is invalid",
  ),
  blocks("an empty paragraph", [{ type: "paragraph", text: "" }], "must be non-empty"),
];
