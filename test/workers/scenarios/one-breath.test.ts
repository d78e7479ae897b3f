/** Scenarios S1–S11 of the reference: what is said in one breath is one turn, and keeps out of everybody else's. */
import { expect, test } from "vitest";
import { png } from "../../lib/files/sample-files.ts";
import { type Chat, eventually, openChat, post, release, sim } from "../chat.ts";
import { marked } from "../marked.ts";
import { faultDownload, heard, type SentFile, sendFile } from "../sent-files.ts";

const asked = async (chat: Chat) => Promise.all((await chat.requests()).map(heard));

const photo = (chat: Chat, words: string) =>
  sendFile(chat, {
    as: "photo",
    name: "p.png",
    bytes: marked(png(40, 30), `${chat.tag} ${words}`),
  });

const shown = (words: string) => expect.stringMatching(new RegExp(`^image: [^]* ${words}$`));

test.concurrent("S1 one text is one request with one user turn", async () => {
  const chat = await openChat();
  await chat.say(`Hello, ${chat.tag}.`);
  await chat.answered(1);
  await chat.settled();
  const [request, ...more] = await chat.requests();
  expect(request?.body.messages).toMatchObject([
    { role: "user", content: [{ type: "text", text: `Hello, ${chat.tag}.` }] },
  ]);
  expect(more).toEqual([]);
});

test.concurrent("S3 F18 who types on and on does not hold back what was said first", async () => {
  const chat = await openChat();
  const said: string[] = [];
  while ((await chat.requests()).length === 0 && said.length < 40) {
    said.push(`${chat.tag} line ${said.length}`);
    await chat.say(said.at(-1) ?? "");
    // The pace is what is tried: faster than the window, so that one which starts anew never closes.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // What comes before the first word is shown joins the question, which is asked anew: then a line is in both.
  await eventually(async () => expect([...new Set((await asked(chat)).flat())]).toEqual(said));
  expect((await asked(chat))[0]?.length).toBeLessThan(10);
});

test.concurrent("S4 a photo that follows a short text is answered with it", async () => {
  const chat = await openChat();
  const { fields } = await photo(chat, "of the quay");
  await chat.say(`${chat.tag} where is this?`);
  await chat.say(fields);
  await chat.answered(1);
  expect(await asked(chat)).toEqual([
    [`${chat.tag} where is this?`, shown(`${chat.tag} of the quay`)],
  ]);
});

test.concurrent("S5 a text is not answered without the slow photo sent right after it", async () => {
  const chat = await openChat();
  const file = await photo(chat, "of the harbour");
  await faultDownload(file, { kind: "delay", delayMs: 1500 });
  await chat.say(`${chat.tag} is it deep enough?`);
  await chat.say({ ...file.fields, caption: "look here" });
  await chat.answered(1);
  expect(await asked(chat)).toEqual([
    [`${chat.tag} is it deep enough?`, "look here", shown(`${chat.tag} of the harbour`)],
  ]);
});

/** An album, its files downloaded after so long each, its caption under one of them. */
async function sayAlbum(chat: Chat, files: readonly SentFile[], captionAt: number): Promise<void> {
  for (const [index, { fields }] of files.entries()) {
    const caption = index === captionAt ? { caption: `${chat.tag} our holiday` } : {};
    await chat.say({ media_group_id: chat.tag, ...fields, ...caption });
  }
}

test.concurrent("S6 an album of five whose files come slowly and out of order is one turn: five files in order, one caption", async () => {
  const chat = await openChat();
  const names = ["one", "two", "three", "four", "five"];
  const files = await Promise.all(names.map((name) => photo(chat, name)));
  const delaysMs = [1200, 200, 900, 50, 600];
  await Promise.all(
    files.map((file, index) =>
      faultDownload(file, { kind: "delay", delayMs: delaysMs[index] ?? 0 }),
    ),
  );
  await sayAlbum(chat, files, 2);
  await chat.answered(1);
  const pictures = names.map((name) => shown(`${chat.tag} ${name}`));
  expect(await asked(chat)).toEqual([
    [...pictures.slice(0, 2), `${chat.tag} our holiday`, ...pictures.slice(2)],
  ]);
});

test.concurrent("F17 an album of ten that takes its time is one turn with one caption", async () => {
  const chat = await openChat();
  const names = Array.from({ length: 10 }, (_, index) => `no. ${index}`);
  const files = await Promise.all(names.map((name) => photo(chat, name)));
  for (const [index, { fields }] of files.entries()) {
    const caption = index === 6 ? { caption: `${chat.tag} our holiday` } : {};
    await chat.say({ media_group_id: chat.tag, ...fields, ...caption });
    // The gap is what is tried: with it an album outlasts the 200 ms of a text many times.
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  await chat.answered(1);
  const pictures = names.map((name) => shown(`${chat.tag} ${name}`));
  expect(await asked(chat)).toEqual([
    [...pictures.slice(0, 6), `${chat.tag} our holiday`, ...pictures.slice(6)],
  ]);
});

test.concurrent("S7 the last of an album that comes too late is announced and becomes the next turn", async () => {
  const chat = await openChat();
  const names = ["one", "two", "three"];
  const files = await Promise.all(names.map((name) => photo(chat, name)));
  const [, , last] = files;
  if (!last) throw new Error("there are three");
  await faultDownload(last, { kind: "delay", delayMs: 4500 });
  await sayAlbum(chat, files, 0);
  await chat.answered(1);
  expect(await chat.plainAnswers()).toEqual([
    "The photo is still on its way. I'll answer the rest first and come to it next.",
  ]);
  await chat.answered(2);
  const [one, two, three] = names.map((name) => shown(`${chat.tag} ${name}`));
  expect(await asked(chat)).toEqual([[`${chat.tag} our holiday`, one, two], [three]]);
  expect(await chat.plainAnswers()).toHaveLength(1);
});

const { bot } = await sim<{ bot: { id: number } }>("telegram", "GET", "/sim/state");
const toBot = {
  reply_to_message: { message_id: 1, from: { id: bot.id, is_bot: true, first_name: "F" } },
};

async function openTopic(chat: Chat, name: string): Promise<Record<string, unknown>> {
  const wanted = { chatId: chat.chatId, name };
  const { topic } = await sim<{ topic: { id: number } }>("telegram", "POST", "/sim/topics", wanted);
  return { message_thread_id: topic.id, is_topic_message: true, ...toBot };
}

test.concurrent("S9 S11 an answer is not touched by what is said in another topic: both are written side by side", async () => {
  const chat = await openChat({ group: "forum" });
  const [deck, hold] = [await openTopic(chat, "Deck"), await openTopic(chat, "Hold")];
  for (const place of ["deck", "hold"]) {
    await chat.script([
      { type: "hold", name: `${chat.tag} ${place}` },
      { type: "text", text: `all well in the ${place}` },
    ]);
    await chat.say({
      text: `${chat.tag} how is the ${place}?`,
      ...(place === "deck" ? deck : hold),
    });
    const count = place === "deck" ? 1 : 2;
    await eventually(async () => expect(await chat.requests()).toHaveLength(count));
  }
  await release(`${chat.tag} hold`);
  expect(await chat.answered(1)).toEqual(["all well in the hold"]);
  await release(`${chat.tag} deck`);
  expect(await chat.answered(2)).toEqual(["all well in the hold", "all well in the deck"]);
  const sent = await chat.calls("sendRichMessage");
  expect(sent.map(({ params }) => params.message_thread_id)).toEqual([
    hold.message_thread_id,
    deck.message_thread_id,
  ]);
  expect((await asked(chat)).map((words) => words.at(-1))).toEqual([
    `${chat.tag} how is the deck?`,
    `${chat.tag} how is the hold?`,
  ]);
});

test.concurrent("S9 an answer is not touched by what somebody else says in the group", async () => {
  const chat = await openChat({ group: true });
  const boris = { id: chat.userId + 1, is_bot: false, first_name: "Boris" };
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "for Ada" },
  ]);
  await chat.script([{ type: "text", text: "for Boris" }]);
  await chat.say({ text: `${chat.tag} slowly, please`, ...toBot });
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await chat.say({ text: `${chat.tag} and me?`, from: boris, ...toBot });
  expect(await chat.answered(1)).toEqual(["for Boris"]);
  await release(chat.tag);
  expect(await chat.answered(2)).toEqual(["for Boris", "for Ada"]);
});

test.concurrent("S10 three messages during one answer are one next turn, files and all", async () => {
  const chat = await openChat();
  const { fields } = await photo(chat, "of a seal");
  await chat.script([
    { type: "text", text: "slow" },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} question`);
  await chat.drafted("slow");
  await chat.say(`${chat.tag} also`);
  await chat.say(fields);
  await chat.say(`${chat.tag} and`);
  await release(chat.tag);
  await chat.answered(2);
  expect(await asked(chat)).toEqual([
    [`${chat.tag} question`],
    [`${chat.tag} also`, shown(`${chat.tag} of a seal`), `${chat.tag} and`],
  ]);
});

test.concurrent("F20 two hundred messages at once in one chat are all acknowledged, and each is asked once", async () => {
  const chat = await openChat();
  const said = Array.from({ length: 200 }, (_, index) => `${chat.tag} no. ${index}`);
  const updates = said.map((text) => chat.update(text));
  const statuses = await Promise.all(updates.map(async (update) => (await post(update)).status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  await eventually(async () => expect((await asked(chat)).flat()).toHaveLength(said.length));
  const batches = await asked(chat);
  expect(batches.flat().sort()).toEqual([...said].sort());
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(20);
});
