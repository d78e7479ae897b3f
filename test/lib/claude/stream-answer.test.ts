import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { StoredMessage } from "../../../lib/model/message.ts";
import type { Step } from "../../emulators/claude/control.ts";
import { HandClock } from "../../support/hand-clock.ts";
import { listen, type StandIn, saying, startStandIn } from "./listen.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());
beforeEach(() => standIn.control.reset());

const ahoy: Step = { type: "text", text: "Ahoy 🚢 there", deltaChars: 5 };
const thought: Step = { type: "thinking", thinking: "A ship?" };

async function hear(steps: readonly Step[]) {
  await standIn.control.script({ steps: [...steps] });
  return listen(standIn.client, saying("hello"));
}

describe("an answer", () => {
  test("grows word by word and ends with what history keeps", async () => {
    const { events, end, blocks } = await hear([ahoy]);
    const texts = events.flatMap((event) => (event.kind === "text" ? [event.text] : []));
    expect(texts).toEqual(["Ahoy ", "Ahoy 🚢 the", "Ahoy 🚢 there"]);
    expect(end).toEqual({ kind: "end", stopReason: "end_turn" });
    expect(blocks).toEqual([expect.objectContaining({ type: "text", text: "Ahoy 🚢 there" })]);
  });

  test("tells its usage at the start and, in full, before its end, also to a slow reader", async () => {
    await standIn.control.script({ steps: [ahoy], times: 2 });
    const slow = { onEvent: () => pause(20) };
    const heard = await listen(standIn.client, saying("hello"), slow);
    const counts = heard.events.flatMap((event) => (event.kind === "usage" ? [event.usage] : []));
    expect(heard.events[0]?.kind).toBe("usage");
    expect(counts.length).toBe(2);
    expect(counts[0]?.inputTokens).toBeGreaterThan(0);
    expect(heard.events.at(-2)?.kind).toBe("usage");
    const quick = await listen(standIn.client, saying("hello"));
    expect(quick.events.at(-2)).toMatchObject({ usage: { outputTokens: counts[1]?.outputTokens } });
    expect(quick.events[0]).toMatchObject({ usage: { outputTokens: 1 } });
    expect(counts[1]?.outputTokens).toBeGreaterThan(1);
  });

  test.each([
    ["end_turn", "end_turn"],
    ["max_tokens", "max_tokens"],
    ["model_context_window_exceeded", "window_exceeded"],
    ["pause_turn", "pause_turn"],
  ] as const)("that stopped for %s says so as %s", async (reason, stopReason) => {
    const { end } = await hear([ahoy, { type: "stop", reason }]);
    expect(end?.stopReason).toBe(stopReason);
  });

  test("that is a refusal says so", async () => {
    const refusal = { type: "stop", reason: "refusal", category: null, explanation: null } as const;
    expect(await hear([refusal])).toMatchObject({ end: { stopReason: "refusal" }, blocks: [] });
  });
});

describe("what history keeps", () => {
  /** The next turn, with everything so far in its history. */
  async function answerTo(steps: readonly Step[]) {
    const first = await hear(steps);
    const messageOf = (seq: number, role: "user" | "assistant", blocks: StoredMessage["blocks"]) =>
      ({ seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: seq }) as const;
    const history = [
      messageOf(1, "user", saying("hello").userBlocks),
      messageOf(2, "assistant", JSON.parse(JSON.stringify(first.blocks))),
    ];
    await standIn.control.script({ steps: [ahoy] });
    const next = await listen(standIn.client, { ...saying("and now?"), history });
    return { kept: first.blocks.map(({ type }) => type), next };
  }

  test("is thinking with its signature, which Claude takes back", async () => {
    const { kept, next } = await answerTo([thought, ahoy]);
    expect(kept).toEqual(["thinking", "text"]);
    expect(next.error).toBeNull();
    expect(next.text).toBe("Ahoy 🚢 there");
  });

  test("is no blank text, which Claude would refuse for ever after", async () => {
    const { kept, next } = await answerTo([thought, { type: "text", text: "\n\n" }, ahoy]);
    expect(kept).toEqual(["thinking", "text"]);
    expect(next.error).toBeNull();
  });

  test("is nothing of an answer that is thoughts alone: none may end with them", async () => {
    const { kept, next } = await answerTo([thought, { type: "stop", reason: "max_tokens" }]);
    expect(kept).toEqual([]);
    expect(next.error).toBeNull();
  });
});

describe("an answer that breaks off", () => {
  test("with an error event keeps what was heard", async () => {
    const error = { type: "overloaded_error", message: "Overloaded" } as const;
    const fault = { type: "error_event", afterDeltas: 2, error } as const;
    await standIn.control.script({ steps: [ahoy], fault });
    const heard = await listen(standIn.client, saying("hello"));
    expect(heard.error?.code).toBe("claude_stream_broken");
    expect(heard.text).toBe("Ahoy 🚢 the");
  });

  test.each([0, 1, 2, undefined])(
    "cleanly but early, after %s deltas, is broken",
    async (deltas) => {
      const early = deltas === undefined ? {} : { afterDeltas: deltas };
      await standIn.control.script({ steps: [ahoy], fault: { type: "end_early", ...early } });
      const heard = await listen(standIn.client, saying("hello"));
      expect(heard.end).toBeNull();
      expect(heard.error?.code).toBe("claude_stream_broken");
    },
  );

  test("by silence is ended by us, and pings do not count", async () => {
    const hold: Step = { type: "hold", name: "gate", pingEveryMs: 5 };
    await standIn.control.script({ steps: [ahoy, hold, ahoy] });
    const clock = new HandClock();
    const said = Promise.withResolvers<void>();
    const listening = listen(standIn.client, saying("hello"), {
      clock,
      onEvent: (event) => {
        if (event.kind === "text" && event.text === "Ahoy 🚢 there") said.resolve();
      },
    });
    await said.promise;
    await clock.advance(1000);
    const heard = await listening;
    expect(heard.error?.code).toBe("claude_stream_broken");
    expect(heard.text).toBe("Ahoy 🚢 there");
  });

  test("is not one whose words come slowly", async () => {
    const words = ["One", " two", " three", " four"];
    const steps = words.flatMap((text): Step[] => [
      { type: "text", text },
      { type: "hold", name: text },
    ]);
    await standIn.control.script({ steps });
    const clock = new HandClock();
    const heard = await listen(standIn.client, saying("hello"), {
      clock,
      onEvent: async (event) => {
        if (event.kind !== "text") return;
        await clock.advance(900);
        await standIn.control.release(words.find((word) => event.text.endsWith(word)) ?? "");
      },
    });
    expect(heard.error).toBeNull();
    expect(heard.text).toBe("One two three four");
  });

  test("because the person stopped it ends at once, and the request with it", async () => {
    const hold: Step = { type: "hold", name: "gate" };
    await standIn.control.script({ steps: [ahoy, hold, ahoy] });
    const stop = new AbortController();
    const heard = await listen(standIn.client, saying("hello"), {
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === "text" && event.text === "Ahoy 🚢 there") stop.abort();
      },
    });
    expect(heard.end).toBeNull();
    expect(heard.error).not.toBeNull();
    await expect
      .poll(async () => (await standIn.control.requests()).at(-1)?.aborted, { interval: 10 })
      .toBe(true);
  });

  test("before it began says why", async () => {
    const error = { type: "overloaded_error", message: "Overloaded" } as const;
    const heard = await hear([{ type: "http_error", status: 529, error }]);
    expect(heard.events).toEqual([]);
    expect(heard.error).toMatchObject({ code: "claude_rejected", retry: { kind: "later" } });
    // Our own client repeats nothing by itself: who asks decides.
    expect(await standIn.control.requests()).toHaveLength(1);
  });
});
