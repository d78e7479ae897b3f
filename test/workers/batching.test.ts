/** What is said in one breath travels together, in order; what comes later, next. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, post, release } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";

/** Texts of the newest user message of each request. */
async function asked(chat: Chat): Promise<string[][]> {
  const requests = await chat.requests();
  return requests.map(({ body }) =>
    (body.messages.at(-1)?.content ?? []).map((block) => block.text ?? ""),
  );
}

test("three quick messages get one answer that saw all three, in their order", async () => {
  const chat = await openChat();
  const said = ["one", "two", "three"].map((word) => `${chat.tag} ${word}`);
  await Promise.all(said.map((text) => chat.say(text)));
  await chat.answered(1);
  expect(await asked(chat)).toEqual([said]);
});

test("messages that overtook one another on the way are read in the order they were written", async () => {
  const chat = await openChat();
  const said = ["one", "two", "three", "four"].map((word) => `${chat.tag} ${word}`);
  const [first, second, third, fourth] = said.map((text) => chat.update(text));
  // They arrive while an answer is on its way, so that the window's 200 ms cannot part them.
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "first" },
  ]);
  await chat.say(`${chat.tag} zero`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  for (const update of [third, first, fourth, second]) await post(update);
  await release(chat.tag);
  await chat.answered(2);
  expect((await asked(chat))[1]).toEqual(said);
});

test("the same update posted five times at once is one turn, and each post is acknowledged", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} once`);
  const posts = await Promise.all(Array.from({ length: 5 }, () => post(update)));
  expect(posts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await chat.answered(1);
  expect((await post(update)).status).toBe(200);
  await chat.say(`${chat.tag} after`);
  await chat.answered(2);
  expect(await asked(chat)).toEqual([[`${chat.tag} once`], [`${chat.tag} after`]]);
});

test("an update with a lower number than the one before is not taken for an old one", async () => {
  const chat = await openChat();
  const early = chat.update(`${chat.tag} first`);
  await chat.say(`${chat.tag} second`);
  await chat.answered(1);
  await post(early);
  await chat.answered(2);
  expect(await asked(chat)).toEqual([[`${chat.tag} second`], [`${chat.tag} first`]]);
});

test("more than twenty messages travel in batches of twenty, none lost, none twice", async () => {
  const chat = await openChat();
  const said = Array.from({ length: 45 }, (_, index) => `${chat.tag} no. ${index}`);
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "first" },
  ]);
  await chat.say(said[0] ?? "");
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await Promise.all(said.slice(1).map((text) => chat.say(text)));
  await release(chat.tag);
  await chat.answered(4);
  const batches = await asked(chat);
  expect(batches.map((batch) => batch.length)).toEqual([1, 20, 20, 4]);
  expect(batches.flat().sort()).toEqual([...said].sort());
});

test("messages during an answer form exactly one next turn, and do not disturb the answer", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "slow ", "answer");
  const question = chat.update(`${chat.tag} question`);
  await post(question);
  await chat.drafted("slow");
  await post(question); // Telegram had not heard our 200
  await chat.say(`${chat.tag} also`);
  await chat.say(`${chat.tag} and`);
  await release(chat.tag);
  const [answer] = await chat.answered(2);
  expect(answer).toBe("slow answer");
  expect(await asked(chat)).toEqual([
    [`${chat.tag} question`],
    [`${chat.tag} also`, `${chat.tag} and`],
  ]);
});

test("commands are answered at once, also while Claude is still writing", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "slow ", "answer");
  await chat.say(`${chat.tag} question`);
  await chat.drafted("slow");
  await chat.say("/help");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  await chat.say(`/frobnicate ${chat.tag} now`);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(2));
  expect(await chat.answers()).toEqual([]);
  const [help, unknown] = await chat.plainAnswers();
  expect(help).toContain("/new");
  expect(unknown).toBe("I don't know the command /frobnicate. /help lists the ones I know.");
  await release(chat.tag);
  await chat.answered(1);
  expect(await asked(chat)).toEqual([[`${chat.tag} question`]]);
});

test("a command whose reply Telegram puts off is answered later, once, and in the person's language", async () => {
  const chat = await openChat({ languageCode: "ru" });
  await chat.fault("sendMessage", {
    kind: "error",
    code: 429,
    description: "Too Many Requests: retry after 1",
    retryAfterSeconds: 1,
  });
  await chat.say("/start");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect((await chat.plainAnswers())[0]).toContain("Здравствуйте, Ada!");
  await chat.say(`${chat.tag} привет`);
  await chat.answered(1);
  expect(await chat.plainAnswers()).toHaveLength(1);
});

test("after /new Claude no longer sees what was said before, and what comes next has its own history", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} my cat is called Schrödinger`);
  await chat.answered(1);
  await chat.say("/new");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  await chat.say(`${chat.tag} what is my cat called?`);
  await chat.answered(2);
  await chat.say(`${chat.tag} and my dog?`);
  await chat.answered(3);
  const lengths = (await chat.requests()).map(({ body }) => body.messages.length);
  expect(lengths).toEqual([1, 1, 3]);
});

test("/new during an answer ends it, and the next question starts fresh", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "old words" },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} old question`);
  await chat.drafted("old words");
  await chat.say("/new");
  expect(await chat.answered(1)).toEqual(["old words\n\n_Stopped._"]);
  await chat.say(`${chat.tag} new question`);
  await chat.answered(2);
  expect((await chat.requests()).map(({ body }) => body.messages.length)).toEqual([1, 1]);
});

test.for([
  [
    "en",
    "This kind of message doesn't tell me anything yet. Say it in words, and I'll gladly help.",
  ],
  [
    "ru",
    "Такое сообщение мне пока ни о чём не говорит. Расскажите словами, и я с радостью помогу.",
  ],
])("what Claude can make nothing of gets a kind sentence (%s)", async ([language, sentence]) => {
  const chat = await openChat({ languageCode: language ?? "en" });
  await chat.say({ story: { id: 4, chat: { id: 1, type: "private" } } });
  await chat.say({ paid_media: { star_count: 5, paid_media: [] } });
  await eventually(async () => expect(await chat.plainAnswers()).toEqual([sentence, sentence]));
});
