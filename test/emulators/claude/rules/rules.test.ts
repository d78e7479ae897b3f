/** For each rule one request that Claude takes and one that it refuses, both through the unmodified SDK. */
import Anthropic, { APIError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude, png } from "../open-claude.ts";

type Params = Anthropic.MessageCreateParamsNonStreaming;
type Case = {
  readonly rule: string;
  readonly accepts: Params;
  readonly refuses: Params;
  readonly status?: number;
  readonly says: string;
};

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

const user = (content: Anthropic.MessageParam["content"]) => ({ role: "user" as const, content });
const assistant = (content: Anthropic.MessageParam["content"]) => ({
  role: "assistant" as const,
  content,
});
const text = (words: string) => ({ type: "text" as const, text: words });
const marked = (words: string, ttl?: "5m" | "1h") => ({
  ...text(words),
  cache_control: { type: "ephemeral" as const, ...(ttl && { ttl }) },
});
const use = (id: string) => ({ type: "tool_use" as const, id, name: "ferry", input: {} });
const result = (id: string) => ({
  type: "tool_result" as const,
  tool_use_id: id,
  content: "crossed",
});
const tool = (name: string) => ({ name, input_schema: { type: "object" as const } });
const image = (bytes: Buffer, media_type: "image/png" | "image/jpeg" = "image/png") => ({
  type: "image" as const,
  source: { type: "base64" as const, media_type, data: bytes.toString("base64") },
});
const search = (id: string) => ({
  type: "server_tool_use" as const,
  id,
  name: "web_search" as const,
  input: { query: "quay" },
});
const found = (id: string) => ({
  type: "web_search_tool_result" as const,
  tool_use_id: id,
  content: [],
});
const plainDocument = {
  type: "document" as const,
  source: { type: "text" as const, media_type: "text/plain" as const, data: "timetable" },
};
const many = (count: number, block: Anthropic.ContentBlockParam) =>
  hello({ messages: [user(Array.from({ length: count }, () => block))] });
/** A body that the SDK's types forbid: what a caller could still send. */
const untyped = (extra: object) => ({ ...hello(), ...extra }) as Params;

const cases: readonly Case[] = [
  {
    rule: "the model exists",
    accepts: hello({ model: "claude-opus-5-5" }),
    refuses: hello({ model: "claude-ferry-1" }),
    status: 404,
    says: "model: claude-ferry-1",
  },
  {
    rule: "no sampling parameters",
    accepts: hello(),
    refuses: untyped({ temperature: 0.5 }),
    says: "temperature",
  },
  {
    rule: "no unknown field",
    accepts: hello({ metadata: { user_id: "u1" } }),
    refuses: untyped({ mood: "good" }),
    says: "mood: Extra inputs are not permitted",
  },
  {
    rule: "no unknown field inside a block",
    accepts: hello({ messages: [user([text("hi")])] }),
    refuses: untyped({ messages: [user([{ ...text("hi"), font: "serif" } as never])] }),
    says: "messages.0.content.0.font: Extra inputs are not permitted",
  },
  {
    rule: "no unknown block type",
    accepts: hello({ messages: [user([plainDocument, text("hi")])] }),
    refuses: untyped({ messages: [user([{ type: "hologram" } as never])] }),
    says: "messages.0.content.0",
  },
  {
    rule: "max_tokens within the model's reach",
    accepts: hello({ max_tokens: 128_000 }),
    refuses: hello({ max_tokens: 128_001 }),
    says: "max_tokens: 128001 > 128000",
  },
  {
    rule: "no thinking budget",
    accepts: hello({ thinking: { type: "adaptive", display: "summarized" } }),
    refuses: hello({ thinking: { type: "enabled", budget_tokens: 1024 } }),
    says: "does not support thinking budgets",
  },
  {
    rule: "thinking can be turned off on haiku only",
    accepts: hello({ model: "claude-haiku-5-5", thinking: { type: "disabled" } }),
    refuses: hello({ thinking: { type: "disabled" } }),
    says: '"disabled" is not supported by claude-sonnet-5-5',
  },
  {
    rule: "between_tools needs a moderate effort",
    accepts: hello({ thinking: { type: "between_tools" }, output_config: { effort: "high" } }),
    refuses: hello({ thinking: { type: "between_tools" }, output_config: { effort: "max" } }),
    says: "output_config.effort",
  },
  {
    rule: "no forced tool choice",
    accepts: hello({ tools: [tool("ferry")], tool_choice: { type: "auto" } }),
    refuses: hello({ tools: [tool("ferry")], tool_choice: { type: "any" } }),
    says: "forces tool use",
  },
  {
    rule: "tool_choice needs tools",
    accepts: hello({ tool_choice: { type: "none" } }),
    refuses: hello({ tool_choice: { type: "auto" } }),
    says: "while providing tools",
  },
  {
    rule: "tool names are plain",
    accepts: hello({ tools: [tool("web-ferry_2")] }),
    refuses: hello({ tools: [tool("the ferry")] }),
    says: "tools.0.custom.name",
  },
  {
    rule: "tool names are unique",
    accepts: hello({ tools: [tool("ferry"), tool("quay")] }),
    refuses: hello({ tools: [tool("ferry"), tool("ferry")] }),
    says: "Tool names must be unique",
  },
  {
    rule: "input_schema is an object",
    accepts: hello({ tools: [tool("ferry")] }),
    refuses: hello({ tools: [{ name: "ferry", input_schema: { type: "string" as never } }] }),
    says: "tools.0.input_schema.type",
  },
  {
    rule: "there are messages",
    accepts: hello(),
    refuses: hello({ messages: [] }),
    says: "at least one message",
  },
  {
    rule: "a user begins",
    accepts: hello({ messages: [user("a"), assistant("b"), user("c")] }),
    refuses: hello({ messages: [assistant("b"), user("c")] }),
    says: 'first message must use the "user" role',
  },
  {
    rule: "no prefill",
    accepts: hello({ messages: [user("a"), assistant("b"), user("c")] }),
    refuses: hello({ messages: [user("a"), assistant("b")] }),
    says: "does not support assistant message prefill",
  },
  {
    rule: "a paused turn may end the conversation, half an answer may not",
    accepts: hello({ messages: [user("a"), assistant([search("srvtoolu_1")])] }),
    refuses: hello({ messages: [user("a"), assistant([text("so")])] }),
    says: "prefill",
  },
  {
    rule: "no message without content",
    accepts: hello({ messages: [user("a")] }),
    refuses: hello({ messages: [user([])] }),
    says: "non-empty content",
  },
  {
    rule: "no empty text",
    accepts: hello({ messages: [user([text("a")])] }),
    refuses: hello({ messages: [user([text("a"), text("")])] }),
    says: "text content blocks must be non-empty",
  },
  {
    rule: "no blank text",
    accepts: hello({ messages: [user([text(" a ")])] }),
    refuses: hello({ messages: [user([text(" \n ")])] }),
    says: "non-whitespace text",
  },
  {
    rule: "documents come from the user",
    accepts: hello({ messages: [user([plainDocument])] }),
    refuses: hello({ messages: [user("a"), assistant([plainDocument]), user("b")] }),
    says: "`document` blocks are not allowed in assistant messages",
  },
  {
    rule: "tool calls come from the assistant",
    accepts: hello({ messages: [user("a"), assistant([use("t1")]), user([result("t1")])] }),
    refuses: hello({ messages: [user([use("t1")])] }),
    says: "`tool_use` blocks are not allowed in user messages",
  },
  {
    rule: "citations belong to the assistant",
    accepts: hello({ messages: [user([{ ...text("a"), citations: null }])] }),
    refuses: hello({
      messages: [
        user([
          {
            ...text("a"),
            citations: [
              {
                type: "char_location",
                cited_text: "t",
                document_index: 0,
                document_title: null,
                start_char_index: 0,
                end_char_index: 1,
              },
            ],
          },
        ]),
      ],
    }),
    says: "messages.0.content.0.citations",
  },
  {
    rule: "every tool call is answered",
    accepts: hello({
      messages: [user("a"), assistant([use("t1"), use("t2")]), user([result("t2"), result("t1")])],
    }),
    refuses: hello({
      messages: [user("a"), assistant([use("t1"), use("t2")]), user([result("t1")])],
    }),
    says: "without `tool_result` blocks immediately after: t2",
  },
  {
    rule: "results follow at once",
    accepts: hello({
      messages: [user("a"), assistant([use("t1")]), user([result("t1")]), user("b")],
    }),
    refuses: hello({ messages: [user("a"), assistant([use("t1")]), user("b")] }),
    says: "immediately after: t1",
  },
  {
    rule: "results stand before text",
    accepts: hello({
      messages: [user("a"), assistant([use("t1")]), user([result("t1"), text("b")])],
    }),
    refuses: hello({
      messages: [user("a"), assistant([use("t1")]), user([text("b"), result("t1")])],
    }),
    says: "immediately after: t1",
  },
  {
    rule: "no result of a call that was never made",
    accepts: hello({ messages: [user("a"), assistant([use("t1")]), user([result("t1")])] }),
    refuses: hello({ messages: [user("a"), assistant("b"), user([result("t9")])] }),
    says: "unexpected `tool_use_id` found in `tool_result` blocks: t9",
  },
  {
    rule: "one result per call",
    accepts: hello({ messages: [user("a"), assistant([use("t1")]), user([result("t1")])] }),
    refuses: hello({
      messages: [user("a"), assistant([use("t1")]), user([result("t1"), result("t1")])],
    }),
    says: "Found multiple `tool_result` blocks with id: t1",
  },
  {
    rule: "call ids are unique",
    accepts: hello({
      messages: [user("a"), assistant([use("t1"), use("t2")]), user([result("t1"), result("t2")])],
    }),
    refuses: hello({
      messages: [user("a"), assistant([use("t1"), use("t1")]), user([result("t1")])],
    }),
    says: "`tool_use` ids must be unique",
  },
  {
    rule: "server tools keep their results",
    accepts: hello({
      messages: [user("a"), assistant([search("s1"), found("s1"), text("b")]), user("c")],
    }),
    refuses: hello({ messages: [user("a"), assistant([search("s1"), text("b")]), user("c")] }),
    says: "`web_search` tool use with id `s1` was found without",
  },
  {
    rule: "at most four cache breakpoints",
    accepts: many(4, marked("a")),
    refuses: many(5, marked("a")),
    says: "A maximum of 4 blocks with cache_control may be provided. Found 5.",
  },
  {
    rule: "long-lived breakpoints first",
    accepts: hello({ messages: [user([marked("a", "1h"), marked("b")])] }),
    refuses: hello({ messages: [user([marked("a"), marked("b", "1h")])] }),
    says: "a ttl='1h' cache_control block must not come after",
  },
  {
    rule: "images are base64",
    accepts: many(1, image(png(10, 10))),
    refuses: many(1, {
      type: "image",
      source: { type: "base64", media_type: "image/png", data: "not base64!" },
    }),
    says: "invalid base64 data",
  },
  {
    rule: "images are what they claim",
    accepts: many(1, image(png(10, 10))),
    refuses: many(1, image(png(10, 10), "image/jpeg")),
    says: "does not match the provided media type image/jpeg",
  },
  {
    rule: "images weigh at most 5 MB",
    accepts: many(1, image(png(10, 10, 5 * 1024 * 1024))),
    refuses: many(1, image(png(10, 10, 5 * 1024 * 1024 + 1))),
    says: "exceeds 5 MB maximum",
  },
  {
    rule: "images measure at most 8000 pixels",
    accepts: many(1, image(png(8000, 10))),
    refuses: many(1, image(png(8001, 10))),
    says: "8000 pixels",
  },
  {
    rule: "of more than twenty images each measures at most 2000 pixels",
    accepts: many(20, image(png(2001, 10))),
    refuses: many(21, image(png(2001, 10))),
    says: "2000 pixels",
  },
  {
    rule: "the prompt fits the context window",
    accepts: hello({ messages: [user("a".repeat(3_999_000))] }),
    refuses: hello({ messages: [user("a".repeat(4_000_004))] }),
    says: "prompt is too long: 1000001 tokens > 1000000 maximum",
  },
  {
    rule: "the body weighs at most 32 MB",
    accepts: hello(),
    refuses: hello({ messages: [user("a".repeat(33 * 1024 * 1024))] }),
    status: 413,
    says: "Request exceeds the maximum size",
  },
];

async function refusalOf(params: Params): Promise<APIError> {
  const error = await ask(params).catch((caught: unknown) => caught);
  if (error instanceof APIError) return error;
  throw new Error("the request was not refused", { cause: error });
}

// Streamed, because the SDK itself turns down plain requests with a large max_tokens.
function ask(params: Params): Promise<Anthropic.Message> {
  return open.client.messages.stream(params).finalMessage();
}

describe.each(cases)("$rule", ({ accepts, refuses, status = 400, says }) => {
  test("accepted", async () => {
    const { stop_reason } = await ask(accepts);
    expect(stop_reason).toBe("end_turn");
  });

  test("refused", async () => {
    const { status: got, apiMessage, requestID } = await refusalOf(refuses);
    expect([got, apiMessage]).toEqual([status, expect.stringContaining(says)]);
    expect(requestID).toMatch(/^req_/);
  });
});

describe("keys and versions", () => {
  test.each([
    ["bearer", (key: string) => ({ authorization: `Bearer ${key}` })],
    ["x-api-key", (key: string) => ({ "x-api-key": key })],
  ])("the right key as %s is let in, a wrong one is not", async (_, headersOf) => {
    const list = (key: string) =>
      fetch(`${open.claude.baseUrl}/v1/models`, {
        headers: { ...headersOf(key), "anthropic-version": "2026-10-21" },
      });
    expect((await list(open.claude.apiKey)).status).toBe(200);
    expect((await list("wrong")).status).toBe(401);
  });

  test("the SDK raises AuthenticationError for a wrong key", async () => {
    const stranger = open.client.withOptions({ apiKey: "wrong" });
    await expect(stranger.messages.create(hello())).rejects.toBeInstanceOf(
      Anthropic.AuthenticationError,
    );
  });

  test("another version is refused", async () => {
    const headers = { "anthropic-version": "2023-06-01" };
    await expect(open.client.messages.create(hello(), { headers })).rejects.toThrow(
      "anthropic-version",
    );
  });

  test("a page of another site is refused even with the key", async () => {
    const response = await fetch(`${open.claude.baseUrl}/v1/models`, {
      headers: {
        authorization: `Bearer ${open.claude.apiKey}`,
        "anthropic-version": "2026-10-21",
        origin: "https://example.com",
      },
    });
    expect(response.status).toBe(403);
  });
});

test("an oversized image names itself, so that code can scale it", async () => {
  const error = await refusalOf(many(1, image(png(9000, 10))));
  expect(error.errorCode).toBe("image_dimensions_too_large");
  expect(error.details).toMatchObject({
    max_side_length_pixels: 8000,
    paths: ["messages.0.content.0"],
  });
});
