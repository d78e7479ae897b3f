/** Usage adds up to the prompt, and only real prefixes are read from the cache. */
import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hello, type OpenClaude, openClaude } from "./open-claude.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

/** 2000 tokens. */
const long = "tide ".repeat(1600);

function marked(words: string, ttl: "5m" | "1h" = "5m"): Anthropic.TextBlockParam {
  return { type: "text", text: words, cache_control: { type: "ephemeral", ttl } };
}

async function usageOf(changes: Parameters<typeof hello>[0]) {
  const { usage } = await open.client.messages.create(hello(changes));
  const { input_tokens: fresh, cache_creation } = usage;
  const read = usage.cache_read_input_tokens ?? 0;
  const { ephemeral_5m_input_tokens: w5m = 0, ephemeral_1h_input_tokens: w1h = 0 } =
    cache_creation ?? {};
  expect(usage.cache_creation_input_tokens).toBe(w5m + w1h);
  return { fresh, read, w5m, w1h };
}

test("the first request writes, the second reads the same prefix, the rest is fresh", async () => {
  const system = [marked(long)];
  expect(await usageOf({ system })).toEqual({ fresh: 2, read: 0, w5m: 2000, w1h: 0 });
  expect(await usageOf({ system })).toEqual({ fresh: 2, read: 2000, w5m: 0, w1h: 0 });
});

test("a growing conversation reads all of the turn before and writes only what is new", async () => {
  const cache_control = { type: "ephemeral" as const };
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: long }];
  await usageOf({ messages, cache_control });
  messages.push({ role: "assistant", content: "aye" }, { role: "user", content: "go on!!" });
  expect(await usageOf({ messages, cache_control })).toEqual({
    fresh: 0,
    read: 2000,
    w5m: 3,
    w1h: 0,
  });
});

test("a changed prefix is not read", async () => {
  await usageOf({ system: [marked(long)] });
  expect(await usageOf({ system: [marked(`${long}!`)] })).toMatchObject({ read: 0, w5m: 2001 });
});

test("another model has another cache", async () => {
  await usageOf({ system: [marked(long)] });
  expect(await usageOf({ system: [marked(long)], model: "claude-opus-5-5" })).toMatchObject({
    read: 0,
  });
});

test("prefixes below 1024 tokens are not cached", async () => {
  const system = [marked("short")];
  expect(await usageOf({ system })).toEqual({ fresh: 4, read: 0, w5m: 0, w1h: 0 });
});

test("both lifetimes are written apart and run out apart", async () => {
  const system = [marked(long, "1h"), marked(long, "5m")];
  expect(await usageOf({ system })).toEqual({ fresh: 2, read: 0, w5m: 2000, w1h: 2000 });
  await open.control.advance(6 * 60_000);
  expect(await usageOf({ system })).toEqual({ fresh: 2, read: 2000, w5m: 2000, w1h: 0 });
  await open.control.advance(61 * 60_000);
  expect(await usageOf({ system })).toMatchObject({ read: 0, w1h: 2000 });
});

test("a prefix more than twenty blocks back is not found", async () => {
  const messages = (extra: number): Anthropic.MessageParam[] => [
    { role: "user", content: [marked(long), ...Array.from({ length: extra }, () => text("ship"))] },
  ];
  const cache_control = { type: "ephemeral" as const };
  await usageOf({ messages: messages(0) });
  const within = messages(19).map(withoutMarks);
  const beyond = messages(20).map(withoutMarks);
  expect(await usageOf({ messages: beyond, cache_control })).toMatchObject({ read: 0 });
  await open.control.reset();
  await usageOf({ messages: messages(0) });
  expect(await usageOf({ messages: within, cache_control })).toMatchObject({ read: 2000 });
});

test("counting tokens says what the prompt will cost in all", async () => {
  const request = hello({ system: [marked(long)] });
  const { model, messages, system = [] } = request;
  const counted = await open.client.messages.countTokens({ model, messages, system });
  const { fresh, read, w5m, w1h } = await usageOf({ system });
  expect(counted.input_tokens).toBe(fresh + read + w5m + w1h);
});

test("max_tokens 0 warms the cache and writes no answer", async () => {
  const system = [marked(long)];
  const warmed = await open.client.messages.create(hello({ system, max_tokens: 0 }));
  expect([warmed.content, warmed.usage.output_tokens]).toEqual([[], 0]);
  expect(await usageOf({ system })).toMatchObject({ read: 2000 });
});

function text(words: string): Anthropic.TextBlockParam {
  return { type: "text", text: words };
}

function withoutMarks(message: Anthropic.MessageParam): Anthropic.MessageParam {
  return JSON.parse(
    JSON.stringify(message, (key, value) => (key === "cache_control" ? undefined : value)),
  );
}
