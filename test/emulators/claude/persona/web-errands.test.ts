/** What a person gets who has the stand-in search the web or read a page: honest words in the vendor's forms. */
import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude } from "../open-claude.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

const tools: Anthropic.ToolUnion[] = [
  { type: "web_search_20260318", name: "web_search" },
  { type: "web_fetch_20260318", name: "web_fetch" },
];

async function say(messages: Anthropic.MessageParam[], offered = tools) {
  const asked = hello({ max_tokens: 8000, messages, tools: offered });
  return open.client.messages.stream(asked).finalMessage();
}

const asks = (content: string): Anthropic.MessageParam => ({ role: "user", content });

function textOf({ content }: Anthropic.Message): string {
  return content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
}

test.each([
  ["search the web for green tides", "green tides"],
  ["Please look up green tides", "green tides"],
  ["Найди в интернете зелёные приливы", "зелёные приливы"],
])("%s", async (ask, query) => {
  const answer = await say([asks(ask)]);
  const [, call, result] = answer.content;
  expect(call).toMatchObject({ type: "server_tool_use", name: "web_search", input: { query } });
  expect(result).toMatchObject({ type: "web_search_tool_result", tool_use_id: idOf(call) });
  expect(answer.usage.server_tool_use?.web_search_requests).toBe(1);
  expect(textOf(answer)).toContain(`https://example.com/`);
  expect(textOf(answer)).toMatch(/as a stand-in I make them up|я замена и выдумываю их/);
});

test.each([["read https://tides.example.org/today."], ["прочти https://tides.example.org/today"]])(
  "%s",
  async (ask) => {
    const answer = await say([asks(ask)]);
    const [, call, result] = answer.content;
    const input = { url: "https://tides.example.org/today" };
    expect(call).toMatchObject({ type: "server_tool_use", name: "web_fetch", input });
    expect(result).toMatchObject({ type: "web_fetch_tool_result", tool_use_id: idOf(call) });
    expect(answer.usage.server_tool_use).toMatchObject({
      web_search_requests: 0,
      web_fetch_requests: 1,
    });
    expect(textOf(answer)).toMatch(/Nobody has opened it|Никто её не открывал/);
  },
);

test("the conversation goes on with what was found, as with the vendor's own", async () => {
  const ask = asks("search for tides");
  const { content } = await say([ask]);
  const next = [ask, { role: "assistant" as const, content }, asks("what did I say before?")];
  expect(textOf(await say(next))).toContain("“search for tides”");
});

test("where no tool of the kind is offered, nothing is searched", async () => {
  const answer = await say([asks("search the web for tides")], []);
  expect(answer.content.map(({ type }) => type)).toEqual(["text"]);
  expect(textOf(answer)).not.toContain("example.com");
});

function idOf(call: Anthropic.ContentBlock | undefined): string | undefined {
  return call?.type === "server_tool_use" ? call.id : undefined;
}
