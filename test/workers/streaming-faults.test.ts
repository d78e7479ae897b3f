/** An answer that grows is killed, put off, deleted or lost on the way: its words come, once. */
import { expect, test } from "vitest";
import { type Chat, eventually, release, sim } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";
import { ask, echo, openChatIn, openGate } from "./modes.ts";
import { tooMany } from "./put-off.ts";
import { frames, left, modes, richMessages } from "./seen-answers.ts";

test.concurrent.for(["edit", "group"] as const)(
  "%s: killed while a message grows, that message says where it ends; the zombie is silent",
  async (mode) => {
    const chat = await openChatIn(mode);
    await answerInPieces(chat, "The first words", " of a zombie");
    await ask(chat);
    const { message_id } = await chat.growing("The first words");
    await chat.kill();
    expect(await chat.answered(1)).toEqual(["The first words\n\n_The answer was cut off here._"]);
    await release(chat.tag);
    await chat.settled();
    expect(await richMessages(chat)).toMatchObject([{ message_id }]);
    expect(JSON.stringify(await frames(chat))).not.toContain("zombie");
  },
);

test.concurrent("killed between two steps, the message that grows is taken over and goes on", async () => {
  const chat = await openChatIn("edit");
  await chat.script([
    { type: "text", text: "First I ask." },
    echo(`${chat.tag} seven`, { gate: chat.tag }),
  ]);
  await chat.script([{ type: "hold", name: chat.tag }]);
  await ask(chat);
  const { message_id } = await chat.growing("First I ask.");
  await openGate(chat.tag);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.script([{ type: "text", text: "It is seven." }]);
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["First I ask.\n\nIt is seven."]);
  expect(await richMessages(chat)).toMatchObject([{ message_id }]);
});

test.concurrent.for(modes)(
  "%s: what Telegram puts off costs frames, never the answer",
  async (mode) => {
    const chat = await openChatIn(mode);
    for (const method of ["sendMessageDraft", "sendRichMessageDraft"])
      await chat.fault(method, { ...tooMany(1), times: 50 });
    await chat.fault("editMessageText", { ...tooMany(1), times: 2 });
    await answerInPieces(chat, "**Exactly** this", " and `that`.");
    await ask(chat);
    const first = {
      rich: "sendRichMessageDraft",
      text: "sendMessageDraft",
      edit: "sendRichMessage",
      group: "sendRichMessage",
    };
    await eventually(async () => expect((await chat.calls(first[mode])).length).toBeGreaterThan(0));
    await release(chat.tag);
    expect(await chat.answered(1)).toEqual(["**Exactly** this and `that`."]);
    expect(await left(chat)).toEqual(["**Exactly** this and `that`."]);
  },
);

async function remove(chat: Chat, words: string): Promise<void> {
  const { message_id: messageId } = await chat.growing(words);
  await sim("telegram", "POST", "/sim/deletions", {
    chatId: chat.chatId,
    messageId,
    userId: chat.userId,
  });
}

test.concurrent.for(["while it grows", "before its last edit"] as const)(
  "a message deleted %s gives way to a new one",
  async (when) => {
    const chat = await openChatIn("edit");
    await answerInPieces(chat, "One", ", two", ", three.");
    await ask(chat);
    if (when === "while it grows") await remove(chat, "One");
    await release(chat.tag);
    await chat.growing("One, two");
    if (when === "before its last edit") await remove(chat, "One, two");
    await release(`${chat.tag} 2`);
    expect(await chat.answered(1)).toEqual(["One, two, three."]);
    expect(await left(chat)).toEqual(["One, two, three."]);
    expect(await chat.calls("sendRichMessage")).toHaveLength(2);
  },
);

test.concurrent("where Telegram may have the message that was to grow, it does not grow, and comes once more in the end", async () => {
  const chat = await openChatIn("group");
  await chat.fault("sendRichMessage", { kind: "lost_answer" });
  await answerInPieces(chat, "One", ", two.");
  await ask(chat);
  await eventually(async () => expect(await chat.calls("sendRichMessage")).toHaveLength(1));
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual(["One, two."]);
  expect(await chat.calls("editMessageText")).toEqual([]);
  expect(await chat.calls("sendRichMessage")).toHaveLength(2);
});
