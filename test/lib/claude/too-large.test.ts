/** One message larger than Claude can take: nobody's fault but its own, and no reason to ask again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { compactHistory } from "../../../lib/claude/compact.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import { HandClock } from "../../support/hand-clock.ts";
import { listen, type StandIn, saying, startStandIn } from "./listen.ts";

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.stop());

const tooLarge = { code: "claude_too_large", retry: { kind: "never" }, blame: "user" };
const megabyte = "a".repeat(1024 * 1024);

test.each([
  ["more tokens than its context", 4],
  ["more bytes than a request", 33],
])("%s", async (_what, megabytes) => {
  const { error, events } = await listen(standIn.client, saying(megabyte.repeat(megabytes)));
  expect(error).toMatchObject(tooLarge);
  expect(error?.message).not.toContain("aaa");
  expect(events).toEqual([]);
});

test("nor can such a history be compacted", async () => {
  const { userBlocks } = saying(megabyte.repeat(4));
  const message = { seq: 1, role: "user" as const, blocks: userBlocks, createdAtMs: 1 };
  const history = [{ ...message, turnId: "turn-1" as TurnId }];
  const listening = { signal: new AbortController().signal, clock: new HandClock(), idleMs: 1000 };
  const conversation = { model: "claude-sonnet-5-5", tools: [], said: [], history };
  expect(await compactHistory(standIn.client, conversation, listening)).toMatchObject(tooLarge);
});
