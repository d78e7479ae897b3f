/** What a person changes afterwards: Claude learns of it, once. */
import { expect, test } from "vitest";
import { eventually, openChat, post, release } from "./chat.ts";
import {
  edited,
  expectAppendOnly,
  newestTexts,
  noteOf,
  offered,
  offers,
  sayUpdate,
} from "./edited.ts";
import { answerInPieces } from "./in-pieces.ts";
import { query } from "./stores.ts";

test("an edit before the answer corrects the question", async () => {
  const chat = await openChat();
  const question = chat.update(`${chat.tag} helo`);
  await post(question);
  const edit = edited(question, `${chat.tag} hello`);
  await post(edit);
  await chat.answered(1);
  await post(edit);
  await chat.say(`${chat.tag} next`);
  await chat.answered(2);
  expect(await newestTexts(chat)).toEqual([[`${chat.tag} hello`], [`${chat.tag} next`]]);
  expect(await offers(chat)).toEqual([]);
});

test("an edit during the answer is the next question", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "slow ", "answer");
  const question = await sayUpdate(chat, "six?");
  await chat.drafted("slow");
  await post(edited(question, `${chat.tag} nine?`));
  await release(chat.tag);
  await chat.answered(2);
  expect(await newestTexts(chat)).toEqual([[`${chat.tag} six?`], [`${chat.tag} nine?`]]);
});

test("an edit after the answer is offered a new one, told with the next message once, and stored beside the original", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await chat.settled();
  const edit = edited(question, "nine?");
  await post(edit);
  await post(edit);
  const offer = await offered(chat);
  expect(offer.under).toBe(question.message.message_id);
  expect(offer.text).toContain("you changed this");
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  await chat.say(`${chat.tag} well?`);
  await chat.answered(3);
  expect(await newestTexts(chat)).toEqual([
    [`${chat.tag} six?`],
    [noteOf(question, "nine?"), `${chat.tag} so?`],
    [`${chat.tag} well?`],
  ]);
  await expectAppendOnly(chat);
  await chat.settled();
  expect(await offers(chat)).toHaveLength(1);
  expect(
    await query(
      `select m.blocks as told, e.blocks as reads, e.seq from messages m
       join message_edits e using (thread_id, epoch, seq) where thread_id = $1`,
      chat.threadId,
    ),
  ).toEqual([
    {
      // Behind the words stands what time it was.
      told: [{ type: "text", text: `${chat.tag} six?` }, expect.anything()],
      reads: [{ type: "text", text: "nine?" }],
      seq: 1,
    },
  ]);
});

test("two edits of one message are one note with the newest words, and two stored edits", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await chat.settled();
  await post(edited(question, "nien?"));
  await offered(chat);
  await post(edited(question, "nine?"));
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  expect((await newestTexts(chat))[1]).toEqual([noteOf(question, "nine?"), `${chat.tag} so?`]);
  await chat.settled();
  expect(await offers(chat)).toHaveLength(1);
  const stored = await query(
    "select blocks from message_edits where thread_id = $1 order by update_id",
    chat.threadId,
  );
  expect(JSON.stringify(stored)).toMatch(/nien\?.*nine\?/);
});

test("an edit of a message the bot never saw, or of a command, is passed over in silence", async () => {
  const chat = await openChat();
  const never = chat.update(`${chat.tag} never sent`);
  await post(edited(never, "nothing"));
  const help = chat.update("/help");
  await post(help);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  await post(edited(help, "help me"));
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  expect(await newestTexts(chat)).toEqual([[`${chat.tag} hello`]]);
  expect(await chat.plainAnswers()).toHaveLength(1);
});
