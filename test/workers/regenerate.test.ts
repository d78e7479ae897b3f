/** The button that asks for a new answer to a message that was changed: pressed by whom, when, and how often. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, post, release, sim } from "./chat.ts";
import { edited, expectAppendOnly, newestTexts, noteOf, offered, sayUpdate } from "./edited.ts";
import { answerInPieces } from "./in-pieces.ts";
import { pressOf, told } from "./menus.ts";
import { sendFile } from "./sent-files.ts";

const over = "This button has done its work. Just write to me, and I'll gladly go on.";
const onItsWay = "A new answer is on its way.";

/** A question that was answered, then changed; and what is offered below it. */
async function editAnswered(chat: Chat, words = "six?") {
  const question = await sayUpdate(chat, words);
  await chat.answered(1);
  await post(edited(question, "nine?"));
  return { question, offer: await offered(chat) };
}

test("Regenerate answers with the file that replaced the one of an answered message", async () => {
  const chat = await openChat();
  const send = (name: string) => {
    const bytes = Buffer.from(`about ${name}`);
    return sendFile(chat, { as: "document", name, mimeType: "text/plain", bytes });
  };
  const question = chat.update({
    ...(await send("six.txt")).fields,
    caption: `${chat.tag} what is it?`,
  });
  await post(question);
  await chat.answered(1);
  await post(edited(question, (await send("nine.txt")).fields));
  const offer = await offered(chat);
  await post(pressOf(chat, offer.data));
  await chat.answered(2);
  const asked = JSON.stringify((await chat.requests()).at(-1)?.body.messages.at(-1));
  expect(asked).toMatch(/Its file was replaced.*nine\.txt.*They ask for a new answer/);
  expect(asked).not.toContain("six.txt");
  await expectAppendOnly(chat);
});

test("Regenerate answers the edited message anew, once, also when pressed twice or delivered twice", async () => {
  const chat = await openChat();
  const { question, offer } = await editAnswered(chat);
  const pressed = pressOf(chat, offer.data);
  await Promise.all([post(pressed), post(pressed), post(pressed)]);
  expect(await told(pressed.callback_query.id)).toEqual([onItsWay]);
  await chat.answered(2);
  const second = pressOf(chat, offer.data);
  await post(second);
  expect(await told(second.callback_query.id)).toEqual([over]);
  await chat.say(`${chat.tag} thanks`);
  await chat.answered(3);
  expect(await newestTexts(chat)).toEqual([
    [`${chat.tag} six?`],
    [noteOf(question, "nine?"), "[They ask for a new answer to it]"],
    [`${chat.tag} thanks`],
  ]);
  await expectAppendOnly(chat);
});

test("Regenerate pressed during another answer lets that come whole, and follows it", async () => {
  const chat = await openChat();
  const { offer } = await editAnswered(chat);
  await answerInPieces(chat, "A long ", "story.");
  await chat.say(`${chat.tag} tell me`);
  await chat.drafted("A long");
  const pressed = pressOf(chat, offer.data);
  await post(pressed);
  expect(await told(pressed.callback_query.id)).toEqual([onItsWay]);
  await release(chat.tag);
  expect((await chat.answered(3))[1]).toBe("A long story.");
  expect((await newestTexts(chat)).at(-1)?.at(-1)).toBe("[They ask for a new answer to it]");
  await expectAppendOnly(chat);
});

test("Regenerate still works after the next message has told of the edit", async () => {
  const chat = await openChat();
  const { question, offer } = await editAnswered(chat);
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  const pressed = pressOf(chat, offer.data);
  await post(pressed);
  expect(await told(pressed.callback_query.id)).toEqual([onItsWay]);
  await chat.answered(3);
  expect((await newestTexts(chat))[2]?.[0]).toBe(noteOf(question, "nine?"));
  await expectAppendOnly(chat);
});

test("somebody else's press does nothing but tell them so", async () => {
  const chat = await openChat({ group: true });
  const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");
  const { offer } = await editAnswered(chat, `six? @${bot.username}`);
  const foreign = pressOf(chat, offer.data, { userId: chat.userId + 1 });
  await post(foreign);
  expect(await told(foreign.callback_query.id)).toEqual([over]);
  const own = pressOf(chat, offer.data);
  await post(own);
  await chat.answered(2);
  expect(await chat.requests()).toHaveLength(2);
});

test("a press of a button from before /new, or of one nobody knows, is answered kindly", async () => {
  const chat = await openChat();
  const { offer } = await editAnswered(chat);
  await chat.say("/new");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(2));
  for (const data of [offer.data, "again:77", "frobnicate"]) {
    const pressed = pressOf(chat, data);
    await post(pressed);
    expect(await told(pressed.callback_query.id)).toEqual([over]);
  }
  expect(await chat.answers()).toHaveLength(1);
});
