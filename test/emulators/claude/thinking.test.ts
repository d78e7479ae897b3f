/** Preserved thinking: what may come back, what is dropped, what is refused. */
import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude } from "./open-claude.ts";

const BETA = "thinking-binding-controls-2026-08-01";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

type Params = Anthropic.MessageCreateParamsNonStreaming;
const first: Params = hello({ thinking: { type: "adaptive", display: "summarized" } });

/** One answered turn and the next question: the request that carries thinking back. */
async function secondRequest(request: Params = first): Promise<Params> {
  await open.control.script({
    steps: [
      { type: "thinking", thinking: "tides first" },
      { type: "text", text: "Noted." },
      { type: "thinking", thinking: "then the wind" },
      { type: "tool_use", name: "ferry", input: { to: "north" } },
    ],
  });
  const { content } = await open.client.messages.create(request);
  const results = content
    .filter((block) => block.type === "tool_use")
    .map(({ id }) => ({ type: "tool_result" as const, tool_use_id: id, content: "ok" }));
  const messages: Anthropic.MessageParam[] = [
    ...request.messages,
    { role: "assistant", content },
    { role: "user", content: results },
  ];
  return { ...request, messages };
}

function change(request: Params, edit: (blocks: Anthropic.ContentBlockParam[]) => void): Params {
  const copy = structuredClone(request);
  edit(copy.messages[1]?.content as Anthropic.ContentBlockParam[]);
  return copy;
}

test("an untouched conversation goes on, and the next thinking binds to it in turn", async () => {
  const third = await secondRequest(await secondRequest());
  const message = await open.client.messages.create(third);
  expect(message.stop_reason).toBe("end_turn");
});

test("moving a cache breakpoint or leaving out what only answers spell out is no change", async () => {
  const third = await secondRequest(await secondRequest());
  const [question, ...rest] = third.messages;
  const content = [
    { type: "text" as const, text: "hello", cache_control: { type: "ephemeral" as const } },
  ];
  const lean = rest.map((message) => JSON.parse(JSON.stringify(message, dropDefaults)));
  const messages = [{ ...question, role: "user" as const, content }, ...lean];
  const message = await open.client.messages.create({ ...third, messages });
  expect(message.stop_reason).toBe("end_turn");
});

test.each<[string, Partial<Params>]>([
  ["system", { system: "It is Monday." }],
  ["tools", { tools: [{ name: "bell", input_schema: { type: "object" } }] }],
])("a changed %s breaks the conversation", async (_, edit) => {
  const second = await secondRequest();
  await expect(open.client.messages.create({ ...second, ...edit })).rejects.toThrow(
    "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation.",
  );
});

test("a changed earlier message breaks the conversation", async () => {
  const second = await secondRequest();
  const messages = [{ role: "user" as const, content: "hullo" }, ...second.messages.slice(1)];
  await expect(open.client.messages.create({ ...second, messages })).rejects.toThrow(
    "bound to a different conversation",
  );
});

test("leaving out one thinking block of several breaks the conversation", async () => {
  const request = change(await secondRequest(), (blocks) => blocks.shift());
  await expect(open.client.messages.create(request)).rejects.toThrow(
    "messages.1.content.1: Invalid `signature`",
  );
});

test("changed thinking is refused", async () => {
  const request = change(await secondRequest(), (blocks) => {
    blocks[0] = { ...(blocks[0] as Anthropic.ThinkingBlockParam), thinking: "wind first" };
  });
  await expect(open.client.messages.create(request)).rejects.toThrow("cannot be modified");
});

test("drop_block needs its beta header, then the request goes through and says what it dropped", async () => {
  const second = { ...(await secondRequest()), system: "It is Monday." };
  const block_binding = { prefix_mismatch_behavior: "drop_block" as const };
  const request = { ...second, thinking: { type: "adaptive" as const, block_binding } };
  await expect(open.client.messages.create(request as unknown as Params)).rejects.toThrow(BETA);
  const message = await open.client.beta.messages.create({
    ...(request as unknown as Anthropic.Beta.MessageCreateParamsNonStreaming),
    betas: [BETA],
  });
  expect(message.input_transformations).toEqual([
    { type: "thinking_dropped", path: "messages.1.content.0", reason: "prefix_binding_mismatch" },
    { type: "thinking_dropped", path: "messages.1.content.2", reason: "prefix_binding_mismatch" },
  ]);
});

test("another model drops the thinking without an error and does not pay for it", async () => {
  const second = await secondRequest();
  const { messages } = second;
  const counted = await open.client.messages.countTokens({ model: "claude-sonnet-5-5", messages });
  const message = await open.client.messages.create({ ...second, model: "claude-opus-5-5" });
  expect(message.usage.input_tokens).toBeLessThan(counted.input_tokens);
});

test("without display the text is omitted, the tokens are not, and the empty block comes back fine", async () => {
  await open.control.script({ steps: [{ type: "thinking", thinking: "tides and winds" }] });
  const message = await open.client.messages.stream(hello()).finalMessage();
  expect(message.content).toMatchObject([{ type: "thinking", thinking: "" }]);
  expect(message.usage.output_tokens_details?.thinking_tokens).toBe(4);
  const next = await open.client.messages.create(
    hello({
      messages: [
        ...hello().messages,
        { role: "assistant", content: message.content },
        { role: "user", content: "go on" },
      ],
    }),
  );
  expect(next.stop_reason).toBe("end_turn");
});

test("a stored conversation goes on after the stand-in was restarted", async () => {
  const second = await secondRequest();
  const restarted = await openClaude();
  const message = await restarted.client.messages.create(second);
  await restarted.claude.stop();
  expect(message.stop_reason).toBe("end_turn");
});

function dropDefaults(key: string, value: unknown): unknown {
  return value === null || key === "caller" ? undefined : value;
}
