/** Compaction on demand, through the unmodified SDK: what is answered, and what it stands for afterwards. */
import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  asking,
  assistant,
  betas,
  type Compaction,
  compact,
  compacting,
  talk,
  user,
} from "./compacting.ts";
import { type OpenClaude, openClaude } from "./open-claude.ts";
import { failureOf } from "./scripted-answers.ts";

let open: OpenClaude;
let block: Compaction;
beforeAll(async () => {
  open = await openClaude();
  block = await compact(open, talk);
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

function textOf({ content }: Anthropic.Beta.BetaMessage): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

describe("a compaction", () => {
  test("answers with one signed block, its usage told apart", async () => {
    const message = await open.client.beta.messages.create(compacting(talk));
    expect(message.stop_reason).toBe("compaction");
    expect(message.content).toEqual([
      {
        type: "compaction",
        content: expect.stringContaining("The ferry leaves at seven."),
        signature: expect.stringMatching(/./),
      },
    ]);
    const { input_tokens, output_tokens, iterations } = message.usage;
    expect([input_tokens, output_tokens]).toEqual([0, 0]);
    expect(iterations).toEqual([expect.objectContaining({ type: "compaction", input_tokens: 10 })]);
    expect(iterations?.[0]).toHaveProperty("output_tokens", 23);
  });

  test("comes whole in a stream, too", async () => {
    const stream = open.client.beta.messages.stream(compacting(talk));
    const kinds: string[] = [];
    stream.on("streamEvent", ({ type }) => kinds.push(type));
    expect((await stream.finalMessage()).content).toEqual([block]);
    expect(kinds).toEqual([
      "message_start",
      "content_block_start",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
  });

  test("stands for what it summarises: the conversation goes on and knows of it", async () => {
    const question = user("What did I say?");
    const knows = await open.client.beta.messages.create(asking([assistant([block]), question]));
    expect(textOf(knows)).toContain("The ferry leaves at seven.");
    const forgot = await open.client.beta.messages.create(asking([question]));
    expect(textOf(forgot)).not.toContain("seven");
  });

  test("of a compacted conversation keeps the summary before it", async () => {
    const more = [user("And it returns at nine."), assistant("Nine.")];
    const second = await compact(open, [assistant([block]), ...more]);
    expect(second.content).toContain("leaves at seven");
    expect(second.content).toContain("returns at nine");
    expect(second.signature).not.toBe(block.signature);
  });

  test("can be scripted: its words, its failure, its missing summary, and no chat request takes it", async () => {
    const answers = "compaction" as const;
    await open.control.script({ answers, steps: [{ type: "summary", text: "Ferry at seven." }] });
    await open.control.script({ answers, steps: [{ type: "stop", reason: "max_tokens" }] });
    await open.control.script({
      answers,
      steps: [
        {
          type: "http_error",
          status: 529,
          error: {
            type: "overloaded_error",
            message: "later",
            details: { error_code: "compaction_unavailable" },
          },
        },
      ],
    });
    const chat = await open.client.beta.messages.create(asking([user("hello")]));
    expect(chat.stop_reason).toBe("end_turn");
    expect((await compact(open, talk)).content).toBe("Ferry at seven.");
    const none = await open.client.beta.messages.create(compacting(talk));
    expect([none.stop_reason, none.content]).toEqual(["max_tokens", []]);
    expect(none.usage.iterations?.[0]).toHaveProperty("input_tokens", 10);
    expect(await failureOf(open.client.beta.messages.create(compacting(talk)))).toBeInstanceOf(
      Anthropic.CompactionUnavailableError,
    );
    expect((await compact(open, talk)).content).toContain("seven");
  });

  test("is passed over where tokens are counted", async () => {
    const { model, messages, compaction } = compacting([user("The ferry leaves at seven.")]);
    const count = (extra: object) =>
      open.client.beta.messages.countTokens({ model, messages, ...extra });
    expect(await count({ betas, compaction })).toEqual(await count({}));
  });
});

test("a conversation that was compacted before a restart goes on after it", async () => {
  const restarted = await openClaude();
  const message = await restarted.client.beta.messages.create(
    asking([assistant([block]), user("and then?")]),
  );
  await restarted.claude.stop();
  expect(message.stop_reason).toBe("end_turn");
});
