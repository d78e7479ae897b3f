/** In a group the bot speaks when it is spoken to, and keeps each person's conversation apart. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, sim } from "./chat.ts";

const { bot } = await sim<{ bot: { id: number; username: string } }>(
  "telegram",
  "GET",
  "/sim/state",
);
const replyToBot = {
  reply_to_message: { message_id: 1, from: { id: bot.id, is_bot: true, first_name: "Ferry" } },
};

/** What was said before this was ignored, if nothing but this was asked. */
async function expectOnlyAsked(chat: Chat, text: string): Promise<void> {
  await chat.say(text);
  await chat.answered(1);
  const asked = (await chat.requests()).map(({ body }) =>
    body.messages.map(({ content }) => content.map((block) => block.text)),
  );
  expect(asked).toEqual([[["[From Ada]", text]]]);
}

test("people talk among themselves, and the bot stays quiet until it is mentioned", async () => {
  const chat = await openChat({ group: true });
  await chat.say(`${chat.tag} shall we go?`);
  await chat.say(`${chat.tag} ask @some_other_bot`);
  await chat.say({ photo: [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }] });
  await expectOnlyAsked(chat, `${chat.tag} what do you think, @${bot.username.toUpperCase()}?`);
  expect(await chat.plainAnswers()).toEqual([]);
});

test("a reply to the bot is answered, with a sign that it is writing instead of a draft", async () => {
  const chat = await openChat({ group: true });
  await chat.say({ text: `${chat.tag} and then?`, ...replyToBot });
  await chat.answered(1);
  expect((await chat.calls("sendChatAction"))[0]?.params.action).toBe("typing");
  const drafts = (await chat.calls()).filter(({ method }) => method.endsWith("Draft"));
  expect(drafts).toEqual([]);
});

test("an answer is a reply to the newest message it answers, its first part only; in private it is none", async () => {
  const [group, alone] = [await openChat({ group: true }), await openChat()];
  const long = "A paragraph of some words. ".repeat(1500);
  for (const chat of [group, alone]) await chat.script([{ type: "text", text: long }]);
  await Promise.all([group.say(`${group.tag} psst, @${bot.username}`), alone.say(alone.tag)]);
  await group.say(`${group.tag} how long is it, @${bot.username}?`);
  await Promise.all([group.answered(2), alone.answered(2)]);
  const repliesIn = async (chat: Chat) =>
    (await chat.calls("sendRichMessage")).map(({ params }) => params.reply_parameters ?? null);
  expect(await repliesIn(group)).toEqual([
    { message_id: 2, allow_sending_without_reply: true },
    null,
  ]);
  expect(await repliesIn(alone)).toEqual([null, null]);
});

test("a command for another bot is left to it; one for this bot, by name or as a reply, is obeyed", async () => {
  const chat = await openChat({ group: true });
  await chat.say("/help@some_other_bot");
  await chat.say("/help");
  await chat.say(`/help@${bot.username}`);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  const entities = [{ type: "bot_command", offset: 0, length: 4 }];
  await chat.say({ text: "/new", entities, ...replyToBot });
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(2));
  expect((await chat.plainAnswers())[1]).toContain("A fresh page.");
  await expectOnlyAsked(chat, `${chat.tag} hello @${bot.username}`);
});

test("an anonymous admin who speaks to the bot is told kindly why it cannot answer", async () => {
  const chat = await openChat({ group: true });
  const text = `${chat.tag} listen, @${bot.username}`;
  const entities = [
    { type: "mention", offset: text.indexOf("@"), length: bot.username.length + 1 },
  ];
  const sender_chat = { id: chat.chatId, type: "supergroup", title: "Ada" };
  await chat.say({ text: `${chat.tag} listen, all`, sender_chat });
  await chat.say({ text, entities, sender_chat });
  await eventually(async () =>
    expect(await chat.plainAnswers()).toEqual([expect.stringContaining("Write as yourself")]),
  );
  await expectOnlyAsked(chat, `${chat.tag} it is me, @${bot.username}`);
});

test("five people of one group share no context", async () => {
  const chat = await openChat({ group: true });
  const names = ["Ada", "Boris", "Chen", "Dora", "Emil"];
  const person = (name: string) => ({
    id: chat.userId + names.indexOf(name),
    is_bot: false,
    first_name: name,
  });
  const everyoneSays = (words: string) =>
    Promise.all(
      names.map((name) =>
        chat.say({ text: `${chat.tag} ${words} of ${name}`, from: person(name), ...replyToBot }),
      ),
    );
  await everyoneSays("secret");
  await chat.answered(5);
  await everyoneSays("question");
  await chat.answered(10);
  for (const { body } of await chat.requests()) {
    const heard = names.filter((name) => JSON.stringify(body.messages).includes(`of ${name}`));
    expect(heard).toHaveLength(1);
  }
  const second = (await chat.requests()).filter(({ body }) => body.messages.length === 3);
  expect(second).toHaveLength(5);
});
