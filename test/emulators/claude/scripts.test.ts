/** Scripted answers, as the unmodified SDK sees them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Step } from "./control.ts";
import { hello, type OpenClaude, openClaude } from "./open-claude.ts";
import { play, rawStream, words } from "./scripted-answers.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

describe("answers", () => {
  test("text arrives in the pieces the script asks for, never in half characters", async () => {
    await open.control.script({ steps: [words] });
    const pieces: string[] = [];
    await open.client.messages
      .stream(hello())
      .on("text", (piece) => pieces.push(piece))
      .finalMessage();
    expect(pieces).toEqual(["Aho", "y 🚢", " th", "ere"]);
  });

  test("a stream is framed as the API frames it, with a ping after the first block's start", async () => {
    await open.control.script({
      steps: [
        { type: "text", text: "a" },
        { type: "tool_use", name: "x", input: { n: 1 } },
      ],
    });
    const { bytes } = await rawStream(open);
    expect(bytes.toString().match(/(?<=event: ).*/g)).toEqual([
      "message_start",
      "content_block_start",
      "ping",
      "content_block_delta",
      "content_block_stop",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  test("plain and streamed answers are the same message", async () => {
    const steps: Step[] = [
      words,
      { type: "tool_use", name: "x", input: { a: [1] }, id: "toolu_1" },
    ];
    await open.control.script({ times: 2, steps });
    const streamed = await open.client.messages.stream(hello()).finalMessage();
    const plain = await open.client.messages.create(hello());
    expect(streamed).toMatchObject({ ...plain, id: streamed.id });
  });

  test("parallel tool calls come with inputs, ids and the tool_use stop reason", async () => {
    const message = await play(open, [
      { type: "tool_use", name: "ferry", input: { to: "north" }, deltaChars: 2 },
      { type: "tool_use", name: "ferry", input: { to: "south" } },
    ]);
    const calls = message.content.filter((block) => block.type === "tool_use");
    expect(calls.map(({ input }) => input)).toEqual([{ to: "north" }, { to: "south" }]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(message.stop_reason).toBe("tool_use");
  });

  test("broken input JSON reaches the client as it is", async () => {
    await open.control.script({
      steps: [{ type: "tool_use", name: "x", input: {}, inputJson: '{"a": ' }],
    });
    const { bytes } = await rawStream(open);
    expect(bytes.toString()).toContain(String.raw`"partial_json":"{\"a\": "`);
  });

  test("server tools are counted, and their results are read within the same request", async () => {
    const before = await play(open, []);
    const message = await play(open, [
      { type: "server_tool_use", name: "web_search", input: { query: "ferry" } },
      {
        type: "server_tool_result",
        result: "web_search_tool_result",
        content: [
          {
            type: "web_search_result",
            url: "https://example.com",
            title: "Ferries",
            encrypted_content: "abc",
            page_age: null,
          },
        ],
      },
      { type: "text", text: "Found." },
    ]);
    const [call, result] = message.content;
    expect(call).toMatchObject({ type: "server_tool_use", name: "web_search" });
    expect(result).toMatchObject({ tool_use_id: call && "id" in call && call.id });
    expect(message.usage.server_tool_use).toMatchObject({ web_search_requests: 1 });
    expect(message.usage.input_tokens).toBeGreaterThan(before.usage.input_tokens);
  });

  test("a paused turn is resumed by sending it back", async () => {
    const paused = await play(open, [
      { type: "server_tool_use", name: "web_search", input: { query: "ferry" } },
      { type: "stop", reason: "pause_turn" },
    ]);
    expect(paused.stop_reason).toBe("pause_turn");
    const { content } = paused;
    const messages = [...hello().messages, { role: "assistant" as const, content }];
    const resumed = await open.client.messages.create(hello({ messages }));
    expect(resumed.stop_reason).toBe("end_turn");
  });

  test("a refusal says its category", async () => {
    const message = await play(open, [
      { type: "stop", reason: "refusal", category: "cyber", explanation: "no" },
    ]);
    expect(message).toMatchObject({
      content: [],
      stop_reason: "refusal",
      stop_details: { type: "refusal", category: "cyber", explanation: "no" },
    });
  });

  test("max_tokens cuts the text where it says", async () => {
    await open.control.script({ steps: [{ type: "text", text: "a".repeat(400) }] });
    const message = await open.client.messages.create(hello({ max_tokens: 10 }));
    expect(message).toMatchObject({
      content: [{ text: "a".repeat(40) }],
      stop_reason: "max_tokens",
      usage: { output_tokens: 10 },
    });
  });

  test("a script answers only what it matches, as often as it says", async () => {
    await open.control.script({ match: "bell", times: 2, steps: [words] });
    const ask = async (content: string) => {
      const messages = [{ role: "user" as const, content }];
      const { content: blocks } = await open.client.messages.create(hello({ messages }));
      return blocks.some((block) => block.type === "text" && block.text.startsWith("Ahoy"));
    };
    const asked = [await ask("no"), await ask("the bell"), await ask("bell"), await ask("bell")];
    expect(asked).toEqual([false, true, true, false]);
  });
});

describe("the record", () => {
  test("shows bodies and times of requests, and no key", async () => {
    await play(open, [words]);
    const [record] = await open.control.requests();
    expect(record).toMatchObject({ index: 1, path: "/v1/messages", status: 200, aborted: false });
    expect(record?.body).toMatchObject({ messages: hello().messages });
    expect(record?.endedAtMs).toBeGreaterThanOrEqual(record?.firstDeltaAtMs ?? Infinity);
    expect(JSON.stringify(record)).not.toContain(open.claude.apiKey);
  });

  test("is closed to whoever lacks the control key", async () => {
    const response = await fetch(`${open.claude.baseUrl}/sim/requests`);
    expect(response.status).toBe(403);
  });
});
