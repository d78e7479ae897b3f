/** What a person reads who talks to the playground without a key. */
import type Anthropic from "@anthropic-ai/sdk";
import { toFile } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude, png } from "../open-claude.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

type Content = Anthropic.MessageParam["content"];
const tools = [{ name: "ferry", input_schema: { type: "object" as const } }];

async function say(content: Content, changes: Parameters<typeof hello>[0] = {}) {
  const messages = [...(changes.messages ?? []), { role: "user" as const, content }];
  return open.client.messages
    .stream(hello({ max_tokens: 8000, ...changes, messages }))
    .finalMessage();
}

function textOf(message: Anthropic.Message): string {
  return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}

test("it says what it is and quotes every text of the batch", async () => {
  const text = textOf(
    await say([
      { type: "text", text: "first breath" },
      { type: "text", text: "second breath" },
    ]),
  );
  expect(text).toContain("stand-in for Claude");
  expect(text).toContain("1. “first breath”\n2. “second breath”");
});

test("it names the files that came", async () => {
  const file = await toFile(png(10, 10), "quay.png", { type: "image/png" });
  const { id } = await open.client.files.upload({ file });
  const text = textOf(
    await say([
      { type: "image", source: { type: "file", file_id: id } },
      { type: "text", text: "look" },
    ]),
  );
  expect(text).toContain("quay.png (image/png, 64 B)");
});

test("it remembers what was said before, and not what was not", async () => {
  const messages: Anthropic.MessageParam[] = [
    { role: "user", content: "my boat is green" },
    { role: "assistant", content: "Noted." },
  ];
  const question = "what did I say before?";
  expect(textOf(await say(question, { messages }))).toContain("1. “my boat is green”");
  expect(textOf(await say(question))).toContain("first thing you say");
});

test("it answers in Russian where it is spoken to in Russian", async () => {
  expect(textOf(await say("привет"))).toContain("Я заменяю Claude");
});

test.each([
  ["a table please", /\|---\|/],
  ["some math", /\$\$.*\$\$/],
  ["code!", /```python[\s\S]*```/],
  ["something long", /^[\s\S]{5000,8000}$/],
  ["длинно, пожалуйста", /^[\s\S]{4000,8000}$/],
])("%s", async (ask, shown) => {
  expect(textOf(await say(ask))).toMatch(shown);
});

test("asked to think, it thinks first", async () => {
  const { content } = await say("think about it", {
    thinking: { type: "adaptive", display: "summarized" },
  });
  expect(content.map(({ type }) => type)).toEqual(["thinking", "text"]);
});

test("asked to call a tool, it calls it with that input and reports the result", async () => {
  const ask = 'call ferry {"to": "north"}';
  const { content, stop_reason } = await say(ask, { tools });
  const call = content.find((block) => block.type === "tool_use");
  expect([call?.name, call?.input, stop_reason]).toEqual(["ferry", { to: "north" }, "tool_use"]);
  const messages: Anthropic.MessageParam[] = [
    { role: "user", content: ask },
    { role: "assistant", content },
  ];
  const result = { type: "tool_result" as const, tool_use_id: call?.id ?? "", content: "crossed" };
  expect(textOf(await say([result], { tools, messages }))).toContain("1. “crossed”");
});

test.each([
  ["an unknown tool lists the offered ones", "call plane {}", tools, "These are: `ferry`"],
  ["without tools it says so", "call ferry {}", [], "No tool is offered"],
  ["broken JSON calls nothing", "call ferry {to: north}", tools, "not a JSON object"],
])("%s", async (_, ask, offered, says) => {
  expect(textOf(await say(ask, { tools: offered }))).toContain(says);
});
