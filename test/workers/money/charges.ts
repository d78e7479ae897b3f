/** What a conversation has cost, when nothing of it is on its way to the ledger any more. */
import { expect } from "vitest";
import { type Chat, eventually } from "../chat.ts";
import { type Operation, openPurse } from "./purse.ts";

export async function settledCharges(chat: Chat): Promise<readonly Operation[]> {
  await chat.settled();
  await eventually(async () => expect(await chat.journal("select key from owed")).toEqual([]));
  const operations = await openPurse(chat.userId).settled();
  return operations.filter(({ kind }) => kind === "charge");
}

export function costs(charges: readonly Operation[]): number[] {
  return charges.map(({ amountNanoUsd }) => 0 - amountNanoUsd);
}

/** Those that are not Claude's own. */
export async function toolCharges(chat: Chat): Promise<readonly Operation[]> {
  return (await settledCharges(chat)).filter(({ note }) => !note.startsWith("claude"));
}
