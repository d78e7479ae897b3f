/** What a request may ask for, and who may send it. */
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude } from "../open-claude.ts";
import { plainDocument, text, user } from "./blocks.ts";
import { checkRules, type Params, type RuleCase } from "./rule-cases.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

const tool = (name: string) => ({ name, input_schema: { type: "object" as const } });
/** A body that the SDK's types forbid: what a caller could still send. */
const untyped = (extra: object) => ({ ...hello(), ...extra }) as Params;

const cases: readonly RuleCase[] = [
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

checkRules(cases, () => open);

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
