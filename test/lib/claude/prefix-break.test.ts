/** What stands before a thought may change once, and costs only what was thought before. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildRequest } from "../../../lib/claude/build-request.ts";
import { withoutThinkingBefore } from "../../../lib/claude/without-thinking.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import type { Block, StoredMessage } from "../../../lib/model/message.ts";
import { listen, type StandIn, startStandIn } from "./listen.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());
beforeEach(async () => {
  await standIn.control.reset();
  const steps = [
    { type: "thinking" as const, thinking: "Hm." },
    { type: "text" as const, text: "Ahoy" },
  ];
  await standIn.control.script({ times: 10, steps });
});

const sonnet = "claude-sonnet-5-5";
const fresh = { tools: [], said: [] };
const question: readonly Block[] = [{ type: "text", text: "And now?" }];

function message(seq: number, role: StoredMessage["role"], blocks: readonly Block[]) {
  return { seq, role, blocks, turnId: "turn-1" as TurnId, createdAtMs: seq } as const;
}

/** As a deployment would ask that has another system prompt. */
async function askDifferently(history: readonly StoredMessage[]): Promise<readonly Block[]> {
  const request = buildRequest({ ...fresh, model: sonnet, history, userBlocks: question });
  const system = "You are the ferry's new mate.";
  const { content } = await standIn.client.messages.stream({ ...request, system }).finalMessage();
  return content as unknown as readonly Block[];
}

async function ask(model: string, history: readonly StoredMessage[]) {
  const asked = { ...fresh, model, history, userBlocks: question };
  const { end, error, blocks } = await listen(standIn.client, asked);
  if (!end) throw new Error("there was no answer", { cause: error });
  const seq = history.length + 1;
  return [...history, message(seq, "user", question), message(seq + 1, "assistant", blocks)];
}

const thoughts = (history: readonly StoredMessage[]) =>
  history.flatMap(({ seq, blocks }) =>
    blocks.some(({ type }) => type === "thinking") ? [seq] : [],
  );

test("another system prompt costs the thinking before it once, and none that comes after", async () => {
  let history: readonly StoredMessage[] = await ask(sonnet, await ask(sonnet, []));
  await expect(askDifferently(history)).rejects.toThrow("bound to a different conversation");
  const brokenAt = 5;
  for (let turn = 0; turn < 3; turn += 1) {
    const seq = history.length + 1;
    const answer = await askDifferently(withoutThinkingBefore(history, brokenAt));
    history = [...history, message(seq, "user", question), message(seq + 1, "assistant", answer)];
  }
  expect(thoughts(history)).toEqual([2, 4, 6, 8, 10]);
  expect(thoughts(withoutThinkingBefore(history, brokenAt))).toEqual([6, 8, 10]);
});

test("another model is no such break, there and back: what it cannot read it passes over", async () => {
  let history: readonly StoredMessage[] = [];
  for (const model of [sonnet, "claude-haiku-5-5", "claude-opus-5-5", sonnet, sonnet])
    history = await ask(model, history);
  expect(thoughts(history)).toEqual([2, 4, 6, 8, 10]);
});
