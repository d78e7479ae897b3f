/** The chat page's rules that need no browser. */
import { describe, expect, test } from "vitest";
import type { ChatEvent, SimMessage, UploadedFile } from "../../emulators/telegram/control.ts";
import { groupForSending } from "./page/composer/albums.ts";
import { grow } from "./page/conversation/draft-growth.ts";
import { timeline } from "./page/conversation/timeline.ts";
import { safeBareUrl, safeUrl } from "./page/dom/safe-url.ts";
import { applyEvent, type ChatData, emptyData } from "./page/model/chat-data.ts";
import { placeFromHash, placeToHash } from "./page/model/place.ts";
import { markdownToBlocks } from "./page/rich/markdown-to-blocks.ts";
import { wordsOfBlocks } from "./page/rich/plain-words.ts";

const botId = 7;
const noonSeconds = new Date(2026, 10, 22, 12).getTime() / 1000;

const message = (id: number, fields: Partial<SimMessage> = {}): SimMessage => ({
  message_id: id,
  date: noonSeconds + id,
  chat: { id: 1, type: "private", first_name: "Ada" },
  from: { id: 1, is_bot: false, first_name: "Ada" },
  text: `text ${id}`,
  ...fields,
});

const file = (as: UploadedFile["as"], name: string): UploadedFile => ({
  name,
  mimeType: "x/y",
  base64: "",
  as,
});

describe("a growing draft", () => {
  test("arrives in steps and ends complete", () => {
    const target = "a".repeat(100);
    const first = grow("", target, 35);
    expect(first).toBe("a".repeat(10));
    expect(grow(first, target, 1000)).toBe(target);
  });

  test("never shows half an emoji", () => {
    expect(grow("", "a🚢b", 0)).toBe("a🚢");
  });

  test("that was rewritten shows at once", () => {
    expect(grow("one", "two three", 1)).toBe("two three");
  });
});

describe("the timeline", () => {
  test("groups what one person says in a row, until ten minutes pass", () => {
    const rows = timeline([message(1), message(2), message(3, { date: noonSeconds + 700 })]);
    expect(rows.map((row) => row.kind === "bubble" && [row.isFirst, row.isLast])).toEqual([
      false,
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test("draws an album as one bubble", () => {
    const album = { media_group_id: "a" };
    const rows = timeline([message(1, album), message(2, album), message(3)]);
    expect(rows.map((row) => (row.kind === "bubble" ? row.messages.length : row.kind))).toEqual([
      "day",
      2,
      1,
    ]);
  });

  test("separates days, and tells events apart from speech", () => {
    const added = { new_chat_members: [{ id: 2, is_bot: false, first_name: "Boris" }] };
    const rows = timeline([message(1), message(2, { ...added, date: noonSeconds + 86_400 })]);
    expect(rows.map((row) => row.kind)).toEqual(["day", "bubble", "day", "service"]);
    expect(rows.at(-1)).toMatchObject({ text: "Ada added Boris" });
  });
});

describe("files chosen together", () => {
  test("become one album of pictures, one of documents, and single voices", () => {
    const groups = groupForSending([
      file("photo", "a"),
      file("video", "b"),
      file("document", "c"),
      file("document", "d"),
      file("voice", "e"),
      file("voice", "f"),
    ]);
    expect(groups.map((group) => group.map(({ name }) => name).join(""))).toEqual([
      "ab",
      "cd",
      "e",
      "f",
    ]);
  });

  test("are split after ten", () => {
    const groups = groupForSending(Array.from({ length: 12 }, () => file("photo", "p")));
    expect(groups.map((group) => group.length)).toEqual([10, 2]);
  });

  test("may be none: the text still goes", () => {
    expect(groupForSending([])).toEqual([[]]);
  });
});

describe("what the emulator reports", () => {
  const replay = (events: readonly ChatEvent[]): ChatData =>
    events.reduce(applyEvent, { ...emptyData, bot: { id: botId, username: "b", firstName: "B" } });
  const draft = { chatId: 1, topicId: 0, draftId: 1, canStop: true, text: "…", expiresAtMs: 0 };
  const fromBot = { from: { id: botId, is_bot: true, first_name: "B" } };

  test("a message of the bot ends its draft and its action, a person's does not", () => {
    const busy: ChatEvent[] = [
      { type: "draft", draft },
      { type: "action", chatId: 1, topicId: 0, action: "typing" },
    ];
    const person = replay([...busy, { type: "message", message: message(1) }]);
    expect([person.drafts.size, person.actions.size]).toEqual([1, 1]);
    const bot = replay([...busy, { type: "message", message: message(1, fromBot) }]);
    expect([bot.drafts.size, bot.actions.size]).toEqual([0, 0]);
  });

  test("an edit replaces, a deletion removes, order follows the message id", () => {
    const data = replay([
      { type: "message", message: message(2) },
      { type: "message", message: message(1) },
      { type: "message", message: message(3) },
      { type: "edit", message: message(1, { text: "new" }) },
      { type: "delete", chatId: 1, messageId: 3 },
    ]);
    expect(data.messages.get("1:0")?.map(({ text }) => text)).toEqual(["new", "text 2"]);
  });

  test("a topic's messages stay in their topic, General has none", () => {
    const inTopic = { is_topic_message: true as const, message_thread_id: 5 };
    const data = replay([
      { type: "message", message: message(1, inTopic) },
      { type: "message", message: message(2) },
    ]);
    expect([...data.messages.keys()]).toEqual(["1:5", "1:0"]);
  });
});

describe("links", () => {
  test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "x"])(
    "%s does not open",
    (address) => {
      expect(safeUrl(address)).toBe(null);
    },
  );

  test("web, mail and Telegram addresses open, bare domains over https", () => {
    expect(safeUrl("tg://user?id=1")).toBe("tg://user?id=1");
    expect(safeUrl("mailto:a@b.c")).toBe("mailto:a@b.c");
    expect(safeBareUrl("example.org/a")).toBe("https://example.org/a");
    expect(safeBareUrl("javascript:alert(1)")).toBe(null);
  });

  test("the address bar names chat and topic", () => {
    expect(placeFromHash(placeToHash({ chatId: -100, topicId: 4 }))).toEqual({
      chatId: -100,
      topicId: 4,
    });
    expect(placeFromHash("#nonsense")).toBe(null);
  });
});

describe("rich markdown", () => {
  test("money is not math, math is", () => {
    expect(JSON.stringify(markdownToBlocks("costs $5 and $10"))).not.toContain("expression");
    expect(markdownToBlocks("$x+1$")).toEqual([
      { type: "paragraph", text: [{ type: "mathematical_expression", expression: "x+1" }] },
    ]);
  });

  test("an unfinished answer is drawn as far as it got", () => {
    expect(markdownToBlocks("```js\nconst a")).toEqual([
      { type: "pre", text: "const a", language: "js" },
    ]);
    expect(markdownToBlocks("$$\nx^2")).toEqual([
      { type: "mathematical_expression", expression: "x^2" },
    ]);
    expect(markdownToBlocks("<details><summary>S</summary>\n\nbody")).toMatchObject([
      { type: "details", summary: ["S"], blocks: [{ type: "paragraph" }] },
    ]);
  });

  test("unknown tags stay words", () => {
    expect(markdownToBlocks("<b onclick=x>hi</b>")).toEqual([
      { type: "paragraph", text: expect.arrayContaining([expect.stringContaining("<b onclick")]) },
    ]);
  });

  test("spans nest inside marks and tags", () => {
    expect(markdownToBlocks("==a **b**==")).toEqual([
      {
        type: "paragraph",
        text: [{ type: "marked", text: ["a ", { type: "bold", text: ["b"] }, ""] }],
      },
    ]);
  });

  test("one grey line of it has words without markers", () => {
    const table = "| a |\n|:--|\n| $b$ |";
    const blocks = markdownToBlocks(`## Title\n- **one** [two](https://x.y)\n\n${table}`);
    expect(wordsOfBlocks(blocks)).toBe("Title one two a b");
  });
});
