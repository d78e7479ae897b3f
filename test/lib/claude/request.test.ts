import { describe, expect, test } from "vitest";
import { buildRequest } from "../../../lib/claude/build-request.ts";
import { mapUsage } from "../../../lib/claude/map-usage.ts";
import { withoutThinking } from "../../../lib/claude/without-thinking.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { Block, StoredMessage } from "../../../lib/model/message.ts";
import { canonicalJson } from "../../emulators/claude/canonical-json.ts";

const model = "claude-sonnet-5-5";
const fresh = { model, tools: [], said: [] };
const text = (words: string): Block => ({ type: "text", text: words });
const thinking: Block = { type: "thinking", thinking: "hm", signature: "sig" };

function message(seq: number, ...blocks: Block[]): StoredMessage {
  const role = seq % 2 === 1 ? "user" : "assistant";
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: seq };
}

describe("a request", () => {
  test("holds the whole conversation, the newest words last", () => {
    const history = [message(1, text("hello")), message(2, thinking, text("Ahoy"))];
    const request = buildRequest({ ...fresh, history, userBlocks: [text("and"), text("now?")] });
    expect(request.messages).toEqual([
      { role: "user", content: [text("hello")] },
      { role: "assistant", content: [thinking, text("Ahoy")] },
      { role: "user", content: [text("and"), text("now?")] },
    ]);
    expect(request).not.toHaveProperty("temperature");
    expect(request).not.toHaveProperty("tool_choice");
  });

  test("has a person's wishes behind the prompt that is the same for all, and names the model it asks", () => {
    const hello = { model, tools: [], history: [], userBlocks: [text("hello")], said: [] };
    const plain = buildRequest(hello);
    const wished = buildRequest({ ...hello, personality: "Be a pirate." });
    expect(wished.system?.[0]).toEqual(plain.system?.[0]);
    expect(plain.system).toHaveLength(1);
    expect(wished.system?.[1]).toMatchObject({ text: expect.stringMatching(/Be a pirate\.$/) });
    const opus = buildRequest({ ...hello, model: "claude-opus-5-5" });
    expect(JSON.stringify(opus.system)).toContain("You are Claude Opus 5.5,");
  });

  test("of one turn begins, byte for byte, as the next one does: only so the cache is read", () => {
    const turns = Array.from({ length: 6 }, (_, turn) => ({
      question: [text(`question ${turn}`), text("🚢")],
      answer: [thinking, text(`answer ${turn}`)],
    }));
    const requests = turns.map(({ question }, turn) => {
      const history = turns
        .slice(0, turn)
        .flatMap((past, index) => [
          message(2 * index + 1, ...past.question),
          message(2 * index + 2, ...past.answer),
        ]);
      return buildRequest({ ...fresh, history, userBlocks: question });
    });
    for (const [index, request] of requests.slice(1).entries()) {
      const before = requests[index];
      const past = (before?.messages ?? []).map(canonicalJson);
      expect(request.messages.map(canonicalJson).slice(0, past.length)).toEqual(past);
      expect(canonicalJson({ ...request, messages: [] })).toBe(
        canonicalJson({ ...before, messages: [] }),
      );
    }
  });

  test("does not trip over a turn in which nothing was said", () => {
    const history = [message(1), message(2, text("Ahoy")), message(3)];
    const { messages } = buildRequest({ ...fresh, history, userBlocks: [text("x")] });
    expect(messages.map(({ content }) => content)).toEqual([[text("Ahoy")], [text("x")]]);
  });
});

test("a history without its thinking keeps every word", () => {
  const redacted: Block = { type: "redacted_thinking", data: "x" };
  const history = [
    message(1, text("q")),
    message(2, thinking, redacted, text("a")),
    message(4, thinking),
  ];
  expect(withoutThinking(history)).toEqual([message(1, text("q")), message(2, text("a"))]);
});

describe("usage", () => {
  const counted = {
    input_tokens: 1,
    output_tokens: 2,
    cache_read_input_tokens: 3,
    cache_creation_input_tokens: 11,
    cache_creation: { ephemeral_5m_input_tokens: 4, ephemeral_1h_input_tokens: 7 },
    server_tool_use: { web_search_requests: 5, web_fetch_requests: 6 },
  };
  type Counted = Parameters<typeof mapUsage>[0];

  test("is taken over counter by counter", () => {
    expect(mapUsage(counted as Counted)).toEqual({
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: 3,
      cacheWrite5mTokens: 4,
      cacheWrite1hTokens: 7,
      webSearches: 5,
    });
  });

  test("that Claude does not tell is none, never less", () => {
    const sparse = { ...counted, cache_read_input_tokens: null, server_tool_use: null };
    expect(mapUsage({ ...sparse, cache_creation: null } as Counted)).toMatchObject({
      cacheReadTokens: 0,
      cacheWrite5mTokens: 11,
      cacheWrite1hTokens: 0,
      webSearches: 0,
    });
    expect(mapUsage({ ...sparse, cache_creation_input_tokens: null } as Counted)).toMatchObject({
      cacheWrite5mTokens: 4,
      cacheWrite1hTokens: 7,
    });
  });
});
