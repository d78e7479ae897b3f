/** What a conversation may be made of, and in which order. */
import type Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll } from "vitest";
import { hello, type OpenClaude, openClaude } from "../open-claude.ts";
import { many, plainDocument, text, user } from "./blocks.ts";
import { checkRules, type RuleCase } from "./rule-cases.ts";

let open: OpenClaude;
beforeAll(async () => {
  open = await openClaude();
});
afterAll(() => open.claude.stop());

const assistant = (content: Anthropic.MessageParam["content"]) => ({
  role: "assistant" as const,
  content,
});
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

const cases: readonly RuleCase[] = [
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
];

checkRules(cases, () => open);
