/** Stop while paid tools are at work: what may have cost something is charged by its estimate, what never began costs nothing. */

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Batcher } from "../../../functions/batcher.ts";
import type { Env } from "../../../functions/env.ts";
import type { TurnId } from "../../../lib/model/ids.ts";
import { draftIdOf } from "../../../lib/turn/draft-id.ts";
import type { Script } from "../../emulators/claude/control.ts";
import { type Chat, eventually, openChat, release } from "../chat.ts";
import { query } from "../stores.ts";
import { costs, settledCharges, toolCharges } from "./charges.ts";

const { ACCOUNT } = env as unknown as Env;

/** What the account keeps aside for tools at work. */
async function holds(chat: Chat): Promise<unknown[]> {
  const stub = ACCOUNT.get(ACCOUNT.idFromName(String(chat.userId)));
  const rows = await runInDurableObject(stub, (_account, { storage }) =>
    storage.sql.exec("select estimate from holds order by estimate").toArray(),
  );
  return rows.map(({ estimate }) => estimate);
}

const paid = (say: string, costNanoUsd: number, gate?: string): Script["steps"][number] => ({
  type: "tool_use",
  name: "echo",
  input: { say, costNanoUsd, ...(gate !== undefined && { gate }) },
});

/** Resolves with the draft when so much is held. */
async function atWork(chat: Chat, calls: Script["steps"], held: readonly number[]) {
  await chat.script([{ type: "text", text: "I draw." }, ...calls]);
  await chat.say(`${chat.tag} draw them all`);
  const draftId = await chat.drafted("I draw.");
  await eventually(async () => expect(await holds(chat)).toEqual(held));
  return draftId;
}

async function chargedTools(chat: Chat) {
  const charges = await toolCharges(chat);
  return charges.map(({ amountNanoUsd, note }) => [0 - amountNanoUsd, note]);
}

async function stopAtWork(chat: Chat, calls: Script["steps"], held: readonly number[]) {
  await chat.pressStop(await atWork(chat, calls, held));
  expect(await chat.answered(1)).toEqual(["I draw.\n\n_Stopped._"]);
  return chargedTools(chat);
}

/** The batcher dies, and with it the way back for what its worker has to say. */
function kill(chat: Chat, before: (batcher: Batcher) => void = () => {}): Promise<void> {
  return runInDurableObject(chat.batcher(), (batcher: Batcher, state) =>
    // Nothing comes in between: no word of the worker that it has heard.
    state.blockConcurrencyWhile(async () => {
      before(batcher);
      await state.storage.sync();
      state.abort("killed by a test");
    }),
  ).catch(() => {});
}

async function turnOf(chat: Chat) {
  const [turn] = await query(
    "select outcome, attempt, cost_nano_usd, steps from turns where thread_id = $1",
    chat.threadId,
  );
  return turn;
}

test("a tool that was at work is charged what it was expected to cost, the one that was done what it did", async () => {
  const chat = await openChat();
  const done = `${chat.tag} done`;
  const calls = [paid(done, 1_000_003), paid("slow", 7_000_001, `never-${chat.tag}`)];
  const charged = await stopAtWork(chat, calls, [7_000_001]);
  expect(charged).toHaveLength(2);
  expect(charged).toContainEqual([7_000_001, "echo · stopped · estimated"]);
  expect(charged).toContainEqual([1_000_003, done]);
});

test("what still waited for its turn costs nothing", async () => {
  const chat = await openChat();
  const costs = [101, 102, 103, 104];
  const calls = costs.map((cost) => paid("slow", cost, `never-${chat.tag}`));
  const charged = await stopAtWork(chat, [...calls, paid("fifth", 900)], costs);
  expect(charged.map(([amount]) => amount).toSorted()).toEqual(costs);
});

test("a tool whose process died unstopped is ours to pay: nothing is charged, its expected cost stands in the books", async () => {
  const chat = await openChat();
  const done = `${chat.tag} done`;
  const calls = [paid(done, 1_000_003), paid("slow", 7_000_001, `never-${chat.tag}`)];
  await atWork(chat, calls, [7_000_001]);
  await kill(chat);
  expect(await chat.answered(1)).toEqual(["I draw.\n\n_The answer was cut off here._"]);
  const charged = await chargedTools(chat);
  expect(charged).toHaveLength(2);
  expect(charged).toContainEqual([0, "absorbed 7000001 nano-dollars · echo · lost · estimated"]);
  expect(charged).toContainEqual([1_000_003, done]);
  expect(await holds(chat)).toEqual([]);
});

test("a tool that was stopped, and whose process died before it could say so, is charged once, as an estimate", async () => {
  const chat = await openChat();
  const calls = [paid("slow", 7_000_001, `never-${chat.tag}`)];
  const draftId = await atWork(chat, calls, [7_000_001]);
  await kill(chat, (batcher) => batcher.stop(draftId));
  expect(await chat.answered(1)).toEqual(["I draw.\n\n_Stopped._"]);
  const charged = await chargedTools(chat);
  expect(charged).toEqual([[7_000_001, "echo · stopped · estimated"]]);
  const turn = await turnOf(chat);
  // A second attempt closed it: the first was killed before it could.
  expect(turn).toMatchObject({ outcome: "stopped", attempt: 2 });
  const spent = costs(await settledCharges(chat));
  expect(Number(turn?.cost_nano_usd)).toBe(spent.reduce((sum, cost) => sum + cost, 0));
});

test("a turn that was stopped before it had said a word is not begun again by a crash", async () => {
  const chat = await openChat();
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  const draftId = await eventually(async () => {
    const [row] = await chat.journal("select id, state from turn");
    const { attempt } = JSON.parse(String(row?.state)) as { attempt: number };
    return draftIdOf(String(row?.id) as TurnId, attempt);
  });
  await kill(chat, (batcher) => batcher.stop(draftId));
  expect(await chat.answered(1)).toEqual(["_Stopped._"]);
  expect(await chat.requests()).toHaveLength(1);
  await release(chat.tag);
});
