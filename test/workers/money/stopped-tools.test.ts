/** Stop while paid tools are at work: what may have cost something is charged by its estimate, what never began costs nothing. */

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../../functions/env.ts";
import type { Script } from "../../emulators/claude/control.ts";
import { type Chat, eventually, openChat } from "../chat.ts";
import { openPurse } from "./purse.ts";

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

/** Stopped when so much is held; gives the charges that are not Claude's own. */
async function stopAtWork(chat: Chat, calls: Script["steps"], held: readonly number[]) {
  await chat.script([{ type: "text", text: "I draw." }, ...calls]);
  await chat.say(`${chat.tag} draw them all`);
  const draftId = await chat.drafted("I draw.");
  await eventually(async () => expect(await holds(chat)).toEqual(held));
  await chat.pressStop(draftId);
  expect(await chat.answered(1)).toEqual(["I draw.\n\n_Stopped._"]);
  await chat.settled();
  await eventually(async () => expect(await chat.journal("select key from owed")).toEqual([]));
  const operations = await openPurse(chat.userId).settled();
  const tools = operations.filter(
    ({ kind, note }) => kind === "charge" && !note.startsWith("claude"),
  );
  return tools.map(({ amountNanoUsd, note }) => [0 - amountNanoUsd, note]);
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
