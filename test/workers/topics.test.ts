/** A topic that is deleted while the bot writes in it: the answer reaches the chat, and nothing else is lost. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, release } from "./chat.ts";

/** Of this number the chat has no topic: it was deleted. */
const deletedTopic = { message_thread_id: 77, is_topic_message: true };

async function placesOf(chat: Chat, method: string): Promise<unknown[]> {
  return (await chat.calls(method)).map(({ ok, params }) => [ok, params.message_thread_id]);
}

const refusedThere = [false, 77];
const sentToTheChat = [true, undefined];

test.concurrent("the answer to a deleted topic arrives in the chat itself, after one try", async () => {
  const chat = await openChat();
  await chat.script([{ type: "text", text: "the tide turns at six" }]);
  await chat.say({ text: `${chat.tag} when?`, ...deletedTopic });
  expect(await chat.answered(1)).toEqual(["the tide turns at six"]);
  expect(await placesOf(chat, "sendRichMessage")).toEqual([refusedThere, sentToTheChat]);
});

test.concurrent("no draft is tried again where the topic is gone", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "the first words" },
    { type: "hold", name: `${chat.tag} on` },
    { type: "text", text: " and the last" },
  ]);
  await chat.say({ text: `${chat.tag} hello`, ...deletedTopic });
  await eventually(async () =>
    expect(await placesOf(chat, "sendMessageDraft")).toEqual([refusedThere]),
  );
  await release(chat.tag);
  await release(`${chat.tag} on`);
  expect(await chat.answered(1)).toEqual(["the first words and the last"]);
  expect(await placesOf(chat, "sendMessageDraft")).toEqual([refusedThere]);
  expect(await chat.calls("sendRichMessageDraft")).toEqual([]);
});

test.concurrent("a long answer goes there as a whole, in order", async () => {
  const chat = await openChat();
  const text = Array.from({ length: 550 }, (_, index) => `Knot ${index} ${"la ".repeat(25)}`)
    .map((paragraph) => paragraph.trim())
    .join("\n\n");
  await chat.script([{ type: "text", text, deltaChars: 10_000 }]);
  await chat.say({ text: `${chat.tag} sing`, ...deletedTopic });
  await chat.answeredInFull(text, () => chat.answers());
  const [first, ...others] = await placesOf(chat, "sendRichMessage");
  expect(first).toEqual(refusedThere);
  expect(others).toEqual(others.map(() => sentToTheChat));
});

test.concurrent("a command is answered in the chat as well", async () => {
  const chat = await openChat();
  const entities = [{ type: "bot_command", offset: 0, length: 4 }];
  await chat.say({ text: "/new", entities, ...deletedTopic });
  await eventually(async () =>
    expect(await chat.plainAnswers()).toEqual([expect.stringContaining("A fresh page.")]),
  );
  expect(await placesOf(chat, "sendMessage")).toEqual([refusedThere, sentToTheChat]);
});
