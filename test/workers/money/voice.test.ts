/** What is spoken costs before there is a turn: who has nothing is not listened to, and hears why. */
import { afterEach, expect, test } from "vitest";
import { nanoUsd } from "../../../lib/model/money.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { oggOpus } from "../../lib/files/sample-files.ts";
import { type Chat, eventually, openChat } from "../chat.ts";
import { sendFile } from "../sent-files.ts";
import { pause, resume } from "../stores.ts";
import { openPurse } from "./purse.ts";

const estimateNanoUsd = nanoUsd(1_000);

afterEach(() => resume("postgres"));

/** Sends a voice note of these words. */
async function speak(chat: Chat, words: string): Promise<void> {
  const spoken = spokenBytes({ text: words, language: "english", duration: 60 });
  const bytes = Buffer.concat([oggOpus(), spoken]);
  const sending = { as: "voice", name: "v.ogg", durationSeconds: 60, bytes } as const;
  const { fields } = await sendFile(chat, sending);
  await chat.say(fields);
}

const heardCosts = async (purse: ReturnType<typeof openPurse>) =>
  (await purse.settled())
    .filter(({ key }) => key.startsWith("heard:"))
    .map(({ amountNanoUsd }) => amountNanoUsd);

test("who has nothing is not listened to, hears so once, and is heard again when they have paid", async () => {
  const chat = await openChat();
  const purse = openPurse(chat.userId);
  await purse.holds(0);
  await speak(chat, `${chat.tag} halibut`);
  const sentence = expect.stringMatching(/^The voice message hasn't been heard.*\/pay/);
  await eventually(async () => expect(await chat.plainAnswers()).toEqual([sentence]));
  await speak(chat, `${chat.tag} haddock`);
  await chat.settled();
  await purse.topup(1_000_000_000);
  await speak(chat, `${chat.tag} herring`);
  await chat.answered(1);
  expect(await chat.plainAnswers()).toEqual([sentence]);
  const asked = JSON.stringify(await chat.requests());
  expect([asked.includes("halibut"), asked.includes("haddock"), asked.includes("herring")]).toEqual(
    [false, false, true],
  );
  expect(await heardCosts(purse)).toEqual([-6_000_000]);
});

test("recordings that come side by side are heard while something is left beside those before them", async () => {
  const { userId, desk, holds, charge, topup } = openPurse();
  const ask = (name: string) =>
    desk().admitRecording({ userId, key: `heard:${userId}:${name}`, estimateNanoUsd, owed: [] });
  await holds(1_500);
  expect(await ask("a")).toEqual({ kind: "admitted" });
  expect(await ask("a")).toEqual({ kind: "admitted" });
  expect(await ask("b")).toEqual({ kind: "admitted" });
  expect(await ask("c")).toEqual({ reason: "insufficient_balance", tell: true });
  expect(await ask("d")).toEqual({ reason: "insufficient_balance", tell: false });
  await desk().drop(`heard:${userId}:a`);
  expect(await ask("c")).toEqual({ kind: "admitted" });
  await desk().charge([
    { ...charge(500), key: `heard:${userId}:b` },
    { ...charge(1_000), key: `heard:${userId}:c` },
  ]);
  expect(await ask("d")).toMatchObject({ reason: "insufficient_balance" });
  await topup(1);
  expect(await ask("d")).toEqual({ kind: "admitted" });
});

test("where nobody knows the balance, people are heard", async () => {
  const { userId, desk } = openPurse();
  await pause("postgres");
  const asked = { userId, key: `heard:${userId}`, estimateNanoUsd, owed: [] };
  expect(await desk().admitRecording(asked)).toEqual({ kind: "admitted" });
});
