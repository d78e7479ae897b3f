import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildRequest, type Conversation } from "../../../lib/claude/build-request.ts";
import { type Compaction, compactHistory } from "../../../lib/claude/compact.ts";
import { summaryInWords } from "../../../lib/claude/summary-in-words.ts";
import { withoutThinking } from "../../../lib/claude/without-thinking.ts";
import { AppError } from "../../../lib/model/app-error.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { Block, StoredMessage } from "../../../lib/model/message.ts";
import { canonicalJson } from "../../emulators/claude/canonical-json.ts";
import type { Step } from "../../emulators/claude/control.ts";
import { HandClock } from "../../support/hand-clock.ts";
import { listen, type StandIn, startStandIn } from "./listen.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());
beforeEach(() => standIn.control.reset());

const model = "claude-sonnet-5-5";
const fresh = { model, tools: [], said: [] };
const text = (words: string): Block => ({ type: "text", text: words });
const whatWasSaid = [text("What did I say?")];

function message(seq: number, role: StoredMessage["role"], blocks: readonly Block[]) {
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: seq } as const;
}

/** Asks once, and gives the history with the answer, as a turn would store it. */
async function say(history: readonly StoredMessage[], words: string, steps: readonly Step[] = []) {
  if (steps.length > 0) await standIn.control.script({ steps: [...steps] });
  const userBlocks = [text(words)];
  const heard = await listen(standIn.client, { ...fresh, history, userBlocks });
  if (!heard.end) throw new Error("there was no answer", { cause: heard.error });
  const seq = (history.at(-1)?.seq ?? 0) + 1;
  return [
    ...history,
    message(seq, "user", userBlocks),
    message(seq + 1, "assistant", heard.blocks),
  ];
}

const thoughtful: readonly Step[] = [
  { type: "thinking", thinking: "Seven, then." },
  { type: "text", text: "I keep it in mind." },
];

/** A turn's message of the block: it begins what is told from now on. */
function beginAnew(seq: number, compaction: Compaction | AppError): readonly StoredMessage[] {
  if (compaction instanceof AppError || compaction.kind === "none")
    throw new Error("there was no summary", { cause: compaction });
  return [message(seq, "assistant", [compaction.block])];
}

function compact(history: Conversation["history"], clock = new HandClock(), signal?: AbortSignal) {
  const listening = { clock, idleMs: 1000, signal: signal ?? new AbortController().signal };
  return compactHistory(standIn.client, { ...fresh, history }, listening);
}

async function headerOfLast(): Promise<string | undefined> {
  const requests = await standIn.control.requests();
  return requests.at(-1)?.headers["anthropic-beta"];
}

describe("a compacted conversation", () => {
  test("knows what was said before, and goes on append-only, thinking and all", async () => {
    const before = await say([], "The ferry leaves at seven.", thoughtful);
    let history = beginAnew(3, await compact(before));
    history = await say(history, "And returns at nine.", thoughtful);
    history = await say(history, "What did I say?");
    expect(history.map(({ seq, role }) => [seq, role])).toEqual([
      [3, "assistant"],
      [4, "user"],
      [5, "assistant"],
      [6, "user"],
      [7, "assistant"],
    ]);
    const told = JSON.stringify(history.at(-1)?.blocks);
    expect(told).toContain("The ferry leaves at seven.");
    expect(told).toContain("And returns at nine.");
    const sent = (await standIn.control.requests()).map(
      ({ body }) => body as { messages: unknown[] },
    );
    const [then, now] = sent.slice(-2).map(({ messages }) => messages.map(canonicalJson));
    expect(now?.slice(0, then?.length)).toEqual(then);
    expect(now?.length).toBe((then?.length ?? 0) + 2);
  });

  test("is compacted again, and nothing of the first summary is lost", async () => {
    let history = beginAnew(3, await compact(await say([], "The ferry leaves at seven.")));
    history = await say(history, "And returns at nine.", thoughtful);
    history = beginAnew(6, await compact(history));
    const { text: told } = await listen(standIn.client, {
      ...fresh,
      history,
      userBlocks: whatWasSaid,
    });
    expect(told).toContain("The ferry leaves at seven.");
    expect(told).toContain("And returns at nine.");
  });

  test("leaves no tool call without its result", async () => {
    const use: Block = { type: "tool_use", id: "t1", name: "ferry", input: {} };
    const result: Block = { type: "tool_result", tool_use_id: "t1", content: "crossed" };
    const open = [message(1, "user", [text("Cross!")]), message(2, "assistant", [use])];
    const failed = await compact(open);
    expect(failed).toMatchObject({ code: "claude_rejected", retry: { kind: "never" } });
    const closed = [...open, message(3, "user", [result])];
    expect(await compact(closed)).toMatchObject({ kind: "summary" });
  });

  test("carries its beta header, and no other does", async () => {
    const before = await say([], "hello");
    expect(await headerOfLast()).toBeUndefined();
    const history = beginAnew(3, await compact(before));
    expect(await headerOfLast()).toBe("compact-2026-09-04");
    await say(history, "hello again");
    expect(await headerOfLast()).toBe("compact-2026-09-04");
  });
});

describe("a compaction", () => {
  test("reads the conversation from the cache, and tells what is to be paid", async () => {
    const long = await say([], "The ferry ".repeat(2000));
    const done = await compact(long);
    const { system = [], tools = [] } = buildRequest({ ...fresh, history: [], userBlocks: [] });
    const request = await standIn.client.messages.countTokens({
      model,
      system,
      tools,
      messages: [{ role: "user", content: "The ferry ".repeat(2000) }],
    });
    expect(done).toMatchObject({
      kind: "summary",
      usage: { cacheReadTokens: request.input_tokens },
    });
    if (done instanceof AppError) throw done;
    expect(done.usage.inputTokens).toBe(0);
    expect(done.usage.cacheWrite5mTokens).toBeGreaterThan(0);
    expect(done.usage.outputTokens).toBeGreaterThan(10);
  });

  test.each(["max_tokens", "end_turn"] as const)(
    "that ended with %s gives no summary, but is paid for",
    async (reason) => {
      const history = await say([], "hello");
      await standIn.control.script({ answers: "compaction", steps: [{ type: "stop", reason }] });
      const usage = expect.objectContaining({ outputTokens: 0 });
      const none = await compact(history);
      expect(none).toEqual({ kind: "none", reason, usage });
      if (none instanceof AppError) throw none;
      expect(none.usage.inputTokens).toBeGreaterThan(0);
    },
  );

  test("that cannot be had now may be had later", async () => {
    const history = await say([], "hello");
    const details = { error_code: "compaction_unavailable" };
    const error = { type: "overloaded_error" as const, message: "later", details };
    const steps = [{ type: "http_error" as const, status: 529, error }];
    await standIn.control.script({ answers: "compaction", steps });
    expect(await compact(history)).toMatchObject({
      code: "claude_rejected",
      retry: { kind: "later" },
      blame: "vendor",
    });
    expect(await compact(history)).toMatchObject({ kind: "summary" });
  });

  test.each([
    ["takes too long", (clock: HandClock) => clock.advance(1000)],
    ["is stopped", (_: HandClock, stop: AbortController) => stop.abort()],
  ])("that %s ends, and the conversation is as it was", async (_what, end) => {
    const history = await say([], "hello");
    await standIn.control.script({ answers: "compaction", steps: [{ type: "hold", name: "h" }] });
    const clock = new HandClock();
    const stop = new AbortController();
    const compacting = compact(history, clock, stop.signal);
    await arrived("compaction");
    await end(clock, stop);
    expect(await compacting).toMatchObject({ code: "claude_stream_broken" });
    expect((await say(history, "And now?")).length).toBe(4);
  });
});

/** The stand-in has the request: only then is there something to end. */
async function arrived(field: string): Promise<void> {
  await expect
    .poll(async () => (await standIn.control.requests()).at(-1)?.body)
    .toHaveProperty(field);
}

describe("a summary that Claude no longer takes", () => {
  test("is told in words: the conversation goes on and knows", async () => {
    const before = await say([], "The ferry leaves at seven.");
    const [kept] = beginAnew(3, await compact(before));
    const blocks = [{ ...kept?.blocks[0], type: "compaction", signature: "of.another" }];
    const begun = await say(beginAnew(3, await compact(before)), "hello", thoughtful);
    const history = [message(3, "assistant", blocks), ...begun.slice(1)];
    const refused = await listen(standIn.client, { ...fresh, history, userBlocks: whatWasSaid });
    expect(refused.error).toMatchObject({
      code: "claude_summary_refused",
      retry: { kind: "later", afterMs: 0 },
    });
    const inWords = {
      ...fresh,
      history: withoutThinking(summaryInWords(history)),
      userBlocks: whatWasSaid,
    };
    const heard = await listen(standIn.client, inWords);
    expect(heard.error).toBeNull();
    expect(heard.text).toContain("The ferry leaves at seven.");
  });

  test("and what is not a summary stay as they are", () => {
    const history = [message(1, "user", [text("hello")]), message(2, "assistant", [text("Ahoy")])];
    expect(summaryInWords(history)).toEqual(history);
    const failed: Block = { type: "compaction", content: null };
    expect(summaryInWords([message(1, "assistant", [failed]), ...history.slice(1)])).toEqual([
      expect.objectContaining({ blocks: [] }),
      ...history.slice(1),
    ]);
  });
});
