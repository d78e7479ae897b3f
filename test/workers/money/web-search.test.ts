/** A search of the web, tried without a key: what the person reads, and the fee beside the tokens. */
import { expect, test } from "vitest";
import { formatUsd } from "../../../lib/model/format-usd.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { type Chat, eventually, openChat } from "../chat.ts";
import { query } from "../stores.ts";
import { openPurse } from "./purse.ts";
import { sonnet, type Usage } from "./sonnet.ts";

test.each([
  ["search the web for spring tides", "https://example.com/news", 1],
  ["read https://tides.example.org/today", "https://tides.example.org/today", 0],
])("%s", async (ask, address, webSearches) => {
  const chat = await openChat();
  await chat.say(ask);
  const [answer] = await chat.answered(1);
  expect(answer).toContain(address);
  expect(answer).toContain("as a stand-in I make");
  const usage = await usageOf(chat);
  expect(usage.webSearches).toBe(webSearches);
  const charges = (await openPurse(chat.userId).settled()).filter(({ kind }) => kind === "charge");
  expect(charges.map(({ amountNanoUsd }) => -amountNanoUsd)).toEqual([sonnet({ usage })]);
  await chat.say("/balance");
  const cost = formatUsd(nanoUsd(sonnet({ usage })), "en");
  await eventually(async () =>
    expect(await captions(chat)).toEqual([
      expect.stringContaining(`The last answer cost ${cost}.`),
    ]),
  );
});

/** Of the one request; resolves when it and its charge have left the thread. */
async function usageOf(chat: Chat): Promise<Usage> {
  await chat.settled();
  return eventually(async () => {
    expect(await chat.journal("select key from owed")).toEqual([]);
    const turns = await query("select steps from turns where thread_id = $1", chat.threadId);
    const steps = turns.flatMap((turn) => turn.steps as { readonly usage: Usage }[]);
    expect(steps).toHaveLength(1);
    return steps[0]?.usage ?? {};
  });
}

async function captions(chat: Chat): Promise<string[]> {
  const pictures = (await chat.calls("sendPhoto")).filter(({ ok }) => ok);
  return pictures.map(({ params }) => String(params.caption));
}
