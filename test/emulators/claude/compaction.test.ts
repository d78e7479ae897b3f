/** Compaction on demand, through the unmodified SDK: each rule with a request that is taken and one that is refused. */
import Anthropic, { APIError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenClaude, openClaude } from "./open-claude.ts";

type Params = Anthropic.Beta.MessageCreateParamsNonStreaming;
type Message = Anthropic.Beta.BetaMessageParam;
type Compaction = Anthropic.Beta.BetaCompactionBlockParam;

let open: OpenClaude;
let block: Compaction;
beforeAll(async () => {
  open = await openClaude();
  block = await compact(talk);
});
afterAll(() => open.claude.stop());
beforeEach(() => open.control.reset());

const betas: Params["betas"] = ["compact-2026-09-04"];
type Content = Exclude<Message["content"], undefined>;
const user = (content: Content): Message => ({ role: "user", content });
const assistant = (content: Content): Message => ({ role: "assistant", content });
const talk = [user("The ferry leaves at seven."), assistant("Seven it is.")];

function asking(messages: readonly Message[], changes: Partial<Params> = {}): Params {
  const model = "claude-sonnet-5-5";
  return { model, max_tokens: 4000, messages: [...messages], betas: betas ?? [], ...changes };
}
function compacting(messages: readonly Message[], changes: Partial<Params> = {}): Params {
  return asking(messages, { compaction: { type: "summarize" }, ...changes });
}
async function compact(messages: readonly Message[]): Promise<Compaction> {
  const { content } = await open.client.beta.messages.create(compacting(messages));
  const [only] = content;
  if (only?.type !== "compaction") throw new Error("there was no summary");
  return only;
}
function textOf({ content }: Anthropic.Beta.BetaMessage): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
async function refusalOf(params: Params): Promise<APIError> {
  const error = await open.client.beta.messages.create(params).catch((caught: unknown) => caught);
  if (error instanceof APIError) return error;
  throw new Error("the request was not refused", { cause: error });
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
    const second = await compact([assistant([block]), ...more]);
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
    expect((await compact(talk)).content).toBe("Ferry at seven.");
    const none = await open.client.beta.messages.create(compacting(talk));
    expect([none.stop_reason, none.content]).toEqual(["max_tokens", []]);
    expect(none.usage.iterations?.[0]).toHaveProperty("input_tokens", 10);
    expect(await refusalOf(compacting(talk))).toBeInstanceOf(Anthropic.CompactionUnavailableError);
    expect((await compact(talk)).content).toContain("seven");
  });

  test("is passed over where tokens are counted", async () => {
    const { model, messages, compaction } = compacting([user("The ferry leaves at seven.")]);
    const count = (extra: object) =>
      open.client.beta.messages.countTokens({ model, messages, ...extra });
    expect(await count({ betas, compaction })).toEqual(await count({}));
  });
});

const use = { type: "tool_use" as const, id: "t1", name: "ferry", input: {} };
const result = { type: "tool_result" as const, tool_use_id: "t1", content: "crossed" };
const search = {
  type: "server_tool_use" as const,
  id: "s1",
  name: "web_search" as const,
  input: { query: "quay" },
};
const format = { type: "json_schema" as const, schema: { type: "object" } };
const next = user("and then?");

type Case = {
  readonly rule: string;
  readonly accepts: () => Params;
  readonly refuses: () => Params;
  readonly says: string;
  readonly raises?: abstract new (...made: never[]) => APIError;
};

const cases: readonly Case[] = [
  {
    rule: "asking needs the beta header",
    accepts: () => compacting(talk),
    refuses: () => compacting(talk, { betas: [] }),
    says: "requires anthropic-beta: compact-2026-09-04",
  },
  {
    rule: "sending a block back needs it, too",
    accepts: () => asking([assistant([block]), next]),
    refuses: () => asking([assistant([block]), next], { betas: [] }),
    says: "Input tag 'compaction'",
  },
  {
    rule: "the block is first, whoever speaks",
    accepts: () => asking([user([block, { type: "text", text: "and then?" }])]),
    refuses: () => asking([...talk, assistant([block]), next]),
    says: "messages.2.content.0",
    raises: Anthropic.CompactionBlockMisplacedError,
  },
  {
    rule: "there is one summary; one that failed does not count",
    accepts: () => asking([assistant([block, { type: "compaction", content: null }]), next]),
    refuses: () => asking([assistant([block]), assistant([block]), next]),
    says: "at most one",
    raises: Anthropic.CompactionBlockAmbiguousError,
  },
  {
    rule: "the signature is ours",
    accepts: () => asking([assistant([block]), next]),
    refuses: () => asking([assistant([{ ...block, signature: "x.y" }]), next]),
    says: "does not verify",
    raises: Anthropic.CompactionSignatureInvalidError,
  },
  {
    rule: "the words are those that were signed",
    accepts: () => asking([assistant([block]), next]),
    refuses: () => asking([assistant([{ ...block, content: "The ferry sank." }]), next]),
    says: "is not what was returned",
    raises: Anthropic.CompactionContentMismatchError,
  },
  {
    rule: "tool changes are those that were returned: none",
    accepts: () => asking([assistant([block]), next]),
    refuses: () => asking([assistant([{ ...block, tool_changes: [] }]), next]),
    says: "were not returned",
    raises: Anthropic.CompactionToolChangesMismatchError,
  },
  {
    rule: "nothing is added to the block",
    accepts: () => asking([assistant([block]), next]),
    refuses: () => asking([assistant([{ ...block, citations: null } as never]), next]),
    says: "citations: Extra inputs are not permitted",
  },
  {
    rule: "there is something to summarise",
    accepts: () => compacting([user("hello")]),
    refuses: () => compacting([]),
    says: "no `user` or `assistant` content",
    raises: Anthropic.CompactionNothingToSummarizeError,
  },
  {
    rule: "the last turn has the results of its tools",
    accepts: () => compacting([user("a"), assistant([use]), user([result])]),
    refuses: () => compacting([user("a"), assistant([use])]),
    says: "is not finished",
    raises: Anthropic.CompactionIncompleteTurnError,
  },
  {
    rule: "the last turn is not paused",
    accepts: () => compacting([user("a"), assistant("b")]),
    refuses: () => compacting([user("a"), assistant([search])]),
    says: "is not finished",
    raises: Anthropic.CompactionIncompleteTurnError,
  },
  {
    rule: "nothing shapes an answer: stop sequences",
    accepts: () => asking(talk.slice(0, 1), { stop_sequences: ["END"] }),
    refuses: () => compacting(talk, { stop_sequences: ["END"] }),
    says: "stop_sequences: cannot be combined",
  },
  {
    rule: "nothing shapes an answer: a format",
    accepts: () => asking(talk.slice(0, 1), { output_config: { format } }),
    refuses: () => compacting(talk, { output_config: { format } }),
    says: "output_config.format: cannot be combined",
  },
  {
    rule: "the conversation ends with its user, unless it is compacted",
    accepts: () => compacting([assistant([block]), user("a"), assistant("b")]),
    refuses: () => asking([assistant([block])]),
    says: "prefill",
  },
];

describe.each(cases)("$rule", ({ accepts, refuses, says, raises = APIError }) => {
  test("accepted", async () => {
    const { stop_reason } = await open.client.beta.messages.create(accepts());
    expect(stop_reason).toMatch(/end_turn|compaction/);
  });

  test("refused", async () => {
    const error = await refusalOf(refuses());
    expect([error.status, error.apiMessage]).toEqual([400, expect.stringContaining(says)]);
    expect(error).toBeInstanceOf(raises);
  });
});

test("a conversation that was compacted before a restart goes on after it", async () => {
  const restarted = await openClaude();
  const message = await restarted.client.beta.messages.create(asking([assistant([block]), next]));
  await restarted.claude.stop();
  expect(message.stop_reason).toBe("end_turn");
});
