/** For each rule of compaction one request that Claude takes and one that it refuses, both through the unmodified SDK. */
import Anthropic, { APIError } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  asking,
  assistant,
  type Compaction,
  compact,
  compacting,
  type Params,
  talk,
  user,
} from "../compacting.ts";
import { type OpenClaude, openClaude } from "../open-claude.ts";
import { failureOf } from "../scripted-answers.ts";

let open: OpenClaude;
let block: Compaction;
beforeAll(async () => {
  open = await openClaude();
  block = await compact(open, talk);
});
afterAll(() => open.claude.stop());

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
    const error = await failureOf(open.client.beta.messages.create(refuses()));
    expect([error.status, error.apiMessage]).toEqual([400, expect.stringContaining(says)]);
    expect(error).toBeInstanceOf(raises);
  });
});
