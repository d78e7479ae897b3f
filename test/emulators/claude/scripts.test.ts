/** Scripted answers and faults, as the unmodified SDK sees them. */
import Anthropic, { APIError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Step } from "./control.ts";
import { hello, type OpenClaude, openClaude } from "./open-claude.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

const words: Step = { type: "text", text: "Ahoy 🚢 there", deltaChars: 3 };

async function play(steps: readonly Step[]): Promise<Anthropic.Message> {
  await open.control.script({ steps: [...steps] });
  return open.client.messages.stream(hello()).finalMessage();
}

async function failureOf(answer: Promise<unknown>): Promise<APIError> {
  const error = await answer.catch((caught: unknown) => caught);
  if (error instanceof APIError) return error;
  throw new Error("the answer did not fail", { cause: error });
}

/** The body as bytes, up to where it ends or breaks. */
async function rawStream(): Promise<{ bytes: Buffer; isBroken: boolean }> {
  const response = await open.client.messages.create({ ...hello(), stream: true }).asResponse();
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), isBroken: false };
  } catch {
    return { bytes: Buffer.concat(chunks), isBroken: true };
  }
}

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
    const { bytes } = await rawStream();
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
    const message = await play([
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
    const { bytes } = await rawStream();
    expect(bytes.toString()).toContain(String.raw`"partial_json":"{\"a\": "`);
  });

  test("server tools are counted, and their results are read within the same request", async () => {
    const before = await play([]);
    const message = await play([
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
    const paused = await play([
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
    const message = await play([
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

describe("faults", () => {
  test("an overloaded API answers 529", async () => {
    const error = { type: "overloaded_error" as const, message: "Overloaded" };
    const failure = await failureOf(play([{ type: "http_error", status: 529, error }]));
    expect(failure).toBeInstanceOf(Anthropic.OverloadedError);
    expect(failure.type).toBe("overloaded_error");
  });

  test("a spend limit is told apart from a rate limit by its code and its missing retry-after", async () => {
    const type = "rate_limit_error" as const;
    const spent = {
      type,
      message: "Limit",
      details: { error_code: "enforced_spend_limit_reached" },
    };
    const headers = { "retry-after": "7" };
    const limited = { type, message: "Slow down" };
    const one = await failureOf(play([{ type: "http_error", status: 429, error: spent }]));
    const two = await failureOf(
      play([{ type: "http_error", status: 429, error: limited, headers }]),
    );
    expect([one.errorCode, one.headers?.get("retry-after")]).toEqual([
      "enforced_spend_limit_reached",
      null,
    ]);
    expect([two.errorCode, two.headers?.get("retry-after")]).toEqual([null, "7"]);
  });

  test("an error inside the 200 comes after exactly the deltas asked for", async () => {
    const error = { type: "overloaded_error" as const, message: "Overloaded" };
    await open.control.script({
      steps: [words],
      fault: { type: "error_event", afterDeltas: 2, error },
    });
    let text = "";
    const stream = open.client.messages.stream(hello()).on("text", (piece) => {
      text += piece;
    });
    const failure = await failureOf(stream.finalMessage());
    expect([failure.type, text]).toEqual(["overloaded_error", "Ahoy 🚢"]);
  });

  test("a body is cut at exactly the byte asked for, wherever that is", async () => {
    await open.control.script({ steps: [words] });
    const { bytes: whole } = await rawStream();
    for (let atByte = 0; atByte < whole.byteLength; atByte += 97) {
      await open.control.script({ steps: [words], fault: { type: "cut", atByte } });
      const { bytes, isBroken } = await rawStream();
      expect([bytes.byteLength, isBroken]).toEqual([atByte, true]);
    }
  });

  test("a stream may end cleanly without message_stop", async () => {
    await open.control.script({ steps: [words], fault: { type: "end_early" } });
    const { bytes, isBroken } = await rawStream();
    expect(isBroken).toBe(false);
    expect(bytes.toString()).toContain("event: message_delta");
    expect(bytes.toString()).not.toContain("message_stop");
  });

  test("an answer held before its first word sends nothing until released", async () => {
    await open.control.script({ steps: [{ type: "hold", name: "gate" }, words] });
    const answer = open.client.messages.stream(hello()).finalMessage();
    let [record] = await open.control.requests();
    while (record === undefined) [record] = await open.control.requests();
    expect(record.status).toBe(0);
    await open.control.release("gate");
    expect((await answer).stop_reason).toBe("end_turn");
  });

  test("a stalled answer pings until the client gives up, and that is on record", async () => {
    await open.control.script({ steps: [words, { type: "hold", name: "never", pingEveryMs: 1 }] });
    const response = await open.client.messages.create({ ...hello(), stream: true }).asResponse();
    let body = "";
    for await (const chunk of response.body ?? []) {
      body += Buffer.from(chunk).toString();
      if ((body.match(/event: ping/g) ?? []).length > 3) break;
    }
    let [record] = await open.control.requests();
    while (record?.endedAtMs === undefined) [record] = await open.control.requests();
    expect(record).toMatchObject({ aborted: true, status: 200 });
    expect(body).not.toContain("message_delta");
  });
});

describe("the record", () => {
  test("shows bodies and times of requests, and no key", async () => {
    await play([words]);
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

test("a script with an error that could never be sent is turned down", async () => {
  const error = { type: "api_error" as const, message: "Internal" };
  const steps: Step[] = [words, { type: "http_error", status: 500, error }];
  await expect(open.control.script({ steps })).rejects.toThrow("before http_error");
});

test("an error may be held like an answer", async () => {
  const error = { type: "api_error" as const, message: "Internal" };
  const failure = failureOf(
    play([
      { type: "hold", name: "gate" },
      { type: "http_error", status: 500, error },
    ]),
  );
  await open.control.release("gate");
  expect((await failure).status).toBe(500);
});
