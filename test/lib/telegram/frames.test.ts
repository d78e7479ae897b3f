/** One frame, rich and as text: what folds, what is cut, and that nobody's thoughts can break out of their box. */
import { describe, expect, test } from "vitest";
import { type AnswerView, nothingToSee } from "../../../lib/telegram/answer-view.ts";
import { plainTextLimit } from "../../../lib/telegram/limits.ts";
import { readMarkdown } from "../../../lib/telegram/render/read-markdown.ts";
import { richFrame } from "../../../lib/telegram/screens/rich-frame.ts";
import { textFrame } from "../../../lib/telegram/screens/text-frame.ts";
import { checkRichMessage } from "../../emulators/telegram/validate/check-rich-message.ts";

const view = (changes: Partial<AnswerView>): AnswerView => ({ ...nothingToSee, ...changes });
const asText = (seen: AnswerView) => textFrame(seen, readMarkdown);
const title = "Thoughts";

/** As Telegram reads it. */
function blocks(seen: AnswerView, isDraft = true) {
  const markdown = richFrame(seen, { title, isDraft, read: readMarkdown });
  return checkRichMessage({ markdown }, { media: new Map(), isDraft } as never).blocks;
}

describe("rich", () => {
  test("thoughts fold away above the tools, and the words stand below", () => {
    const seen = view({ thinking: "One.\n\nTwo.", working: ["Searching…"], text: "**Ahoy**" });
    expect(blocks(seen)).toEqual([
      {
        type: "details",
        summary: title,
        blocks: [
          { type: "paragraph", text: "One." },
          { type: "paragraph", text: "Two." },
        ],
      },
      { type: "thinking", text: "Searching…" },
      { type: "paragraph", text: { type: "bold", text: "Ahoy" } },
    ]);
    expect(blocks(seen, false)[1]).toEqual({
      type: "paragraph",
      text: { type: "italic", text: "Searching…" },
    });
  });

  test.each([
    "</details><img src=https://evil.example/x>",
    "# a\n- b\n1. c\n> d\n    e\n| f | g |\n|---|---|",
    "```\n$$\nx\n||y|| ==z== ~~w~~ [^1] ![i](https://evil.example/i) &lt; \\",
    "<tg-thinking>*a* _b_ `c` $d$",
  ])("thoughts are shown as they are, whatever they look like: %j", (thinking) => {
    const [folded, ...more] = blocks(view({ thinking, text: "Ahoy" }));
    expect(more).toEqual([{ type: "paragraph", text: "Ahoy" }]);
    const lines = thinking.split("\n").map((text) => ({ type: "paragraph", text: text.trim() }));
    expect(folded).toEqual({ type: "details", summary: title, blocks: lines });
  });

  test("long thoughts show their end, and give way to a long answer", () => {
    const thinking = `${"*".repeat(5000)}the end`;
    const frame = richFrame(view({ thinking }), { title, isDraft: true, read: readMarkdown });
    expect(frame).toContain("the end");
    expect(frame.length).toBeLessThan(10_000);
    const full = richFrame(view({ thinking, text: "word ".repeat(7000) }), {
      title,
      isDraft: true,
      read: readMarkdown,
    });
    expect(full.length).toBeLessThanOrEqual(32_768);
    expect(full).toMatch(/word\s*$/);
  });

  test("nothing but words is nothing but words", () => {
    expect(richFrame(view({ text: "Ahoy" }), { title, isDraft: true, read: readMarkdown })).toBe(
      "Ahoy",
    );
  });
});

describe("as text", () => {
  test("thoughts and tools share one quote that folds", () => {
    const frame = asText(view({ thinking: "Hm.", working: ["Searching…"], text: "Ahoy" }));
    expect(frame).toEqual({
      text: "Searching…\nHm.\nAhoy",
      entities: [{ type: "expandable_blockquote", offset: 0, length: 14 }],
    });
  });

  test("before the first words the quote stands alone", () => {
    expect(asText(view({ thinking: "Hm." }))).toEqual({
      text: "Hm.",
      entities: [{ type: "expandable_blockquote", offset: 0, length: 3 }],
    });
  });

  test("words are never cut for thoughts, which are cut from their beginning", () => {
    const text = `${"a".repeat(2999)}z`;
    const thinking = "🚢".repeat(3000);
    const frame = asText(view({ thinking, working: ["Searching…"], text }));
    expect(frame.text.length).toBeLessThanOrEqual(plainTextLimit);
    expect(frame.text.length).toBeGreaterThan(plainTextLimit - 3);
    expect(frame.text).toMatch(/^Searching…\n…(🚢)+\na+z$/u);
    expect(frame.entities[0]?.length).toBe(frame.text.indexOf("\na"));
  });

  test("a crumb of thoughts is not worth showing, the tools are", () => {
    const frame = asText(
      view({ thinking: "x".repeat(500), working: ["Searching…"], text: "a".repeat(4000) }),
    );
    expect(frame.text).toMatch(/^Searching…\na+$/);
  });

  test("words that are too long show their end", () => {
    const text = `${"word ".repeat(900)}**the end**`;
    const frame = asText(view({ thinking: "Hm.", text }));
    expect(frame.text.length).toBeLessThanOrEqual(plainTextLimit);
    expect(frame.text).toMatch(/the end$/);
    const bold = frame.entities.find(({ type }) => type === "bold");
    expect(frame.text.slice(bold?.offset)).toBe("the end");
  });

  test("nothing to see is nothing: Telegram shows that Claude thinks", () => {
    expect(asText(nothingToSee)).toEqual({ text: "", entities: [] });
  });
});
