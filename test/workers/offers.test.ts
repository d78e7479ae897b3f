/** Buttons below answers that are not whole: go on, or try again, once and only where nothing was said since. */
import { expect, test } from "vitest";
import type { Snapshot } from "../emulators/telegram/control.ts";
import { enterChat, eventually, openChat, release, sim } from "./chat.ts";
import { menus, told } from "./menus.ts";
import {
  beCut,
  continueNote,
  cutAnswer,
  cutChat,
  goingOn,
  labels,
  newest,
  outOfTokens,
  over,
  pressBelow,
  tooLong,
} from "./unfinished.ts";

const retryNote =
  "[The message before this one got no answer, because something failed. The person asks you to answer it now]";
const overloaded = { type: "overloaded_error", message: "Overloaded" } as const;

test("an answer at its length limit has a button below its last message, which goes when it is pressed", async () => {
  const chat = await openChat();
  const text = Array.from({ length: 550 }, (_, index) => `Knot ${index} ${"la ".repeat(25)}`)
    .join("\n\n")
    .trim();
  await chat.script([{ type: "text", text }, outOfTokens]);
  await chat.say(`${chat.tag} tie`);
  await chat.answeredInFull(`${text}${tooLong}`, () => chat.answers());
  const parts = (await chat.answers()).length;
  const { messages } = await sim<Snapshot>("telegram", "GET", "/sim/state");
  const last = messages.findLast((message) => message.chat.id === chat.chatId);
  expect(await menus(chat)).toMatchObject([{ messageId: last?.message_id, buttons: ["Continue"] }]);

  await chat.script([{ type: "text", text: "Knot 550, the last" }]);
  expect(await told(await pressBelow(chat, "Continue"))).toEqual(goingOn);
  expect((await chat.answered(parts + 1)).at(-1)).toBe("Knot 550, the last");
  expect(await newest(chat)).toEqual([[`${chat.tag} tie`], [text], [continueNote]]);
  expect(await labels(chat)).toEqual([]);
});

test("pressed twice, it goes on once", async () => {
  const chat = await cutChat();
  const [below] = await menus(chat);
  const [first, second] = await Promise.all([
    pressBelow(chat, "Continue", { below }),
    pressBelow(chat, "Continue", { below }),
  ]);
  const notices = [await told(first), await told(second)];
  expect(notices).toHaveLength(2);
  expect(notices).toEqual(expect.arrayContaining([goingOn, over]));
  await chat.answered(2);
  await chat.settled();
  expect(await told(await pressBelow(chat, "Continue", { below }))).toEqual(over);
  expect(await chat.requests()).toHaveLength(2);
});

test("whoever has written something new, answered or not, has taken another course", async () => {
  const chat = await cutChat();
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "no matter" },
  ]);
  await chat.say(`${chat.tag} something else`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  const [below] = await menus(chat);
  expect(await told(await pressBelow(chat, "Continue", { below }))).toEqual(over);
  await release(chat.tag);
  await chat.answered(2);
  await chat.settled();
  expect(await told(await pressBelow(chat, "Continue", { below }))).toEqual(over);
  await chat.say(`${chat.tag} bye`);
  await chat.answered(3);
  expect(JSON.stringify(await newest(chat))).not.toContain("The person asks");
});

test("an answer that could not be had has a Retry below it, as often as it fails", async () => {
  const chat = await openChat();
  await chat.script([{ type: "http_error", status: 529, error: overloaded }], { times: 3 });
  await chat.say(`${chat.tag} hello?`);
  await chat.answered(1);
  await chat.settled();
  expect(await labels(chat)).toEqual(["Retry"]);
  await chat.script([{ type: "http_error", status: 529, error: overloaded }], { times: 3 });
  expect(await told(await pressBelow(chat, "Retry"))).toEqual(["I'm trying again."]);
  await chat.answered(2);
  await chat.settled();
  expect(await labels(chat)).toEqual(["Retry"]);
  await chat.script([{ type: "text", text: "Hello!" }]);
  await pressBelow(chat, "Retry");
  expect((await chat.answered(3)).at(-1)).toBe("Hello!");
  expect(await newest(chat)).toEqual([[`${chat.tag} hello?`], [retryNote], [retryNote]]);
  expect(await labels(chat)).toEqual([]);
});

test("an answer that broke off goes on behind what was kept of it", async () => {
  const chat = await openChat();
  await chat.script(
    [
      { type: "thinking", thinking: "so many numbers" },
      { type: "text", text: "One, two, three", deltaChars: 5 },
    ],
    { fault: { type: "end_early" } },
  );
  await chat.say(`${chat.tag} count`);
  const [broken = ""] = await chat.answered(1);
  await chat.settled();
  await pressBelow(chat, "Continue");
  await chat.answered(2);
  const [, said, asked] = await newest(chat);
  expect(said?.filter((text) => text !== undefined).join("")).toBe(broken.replace("\n\n_", "_"));
  expect(asked).toEqual([continueNote]);
});

test("an answer that was stopped may go on", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "Once upon a time" },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} tell me a story`);
  await chat.pressStop(await chat.drafted("Once upon a time"));
  await chat.answered(1);
  await chat.settled();
  await pressBelow(chat, "Continue");
  await chat.answered(2);
  expect((await newest(chat)).at(-1)).toEqual([continueNote]);
});

test("an answer that had to leave its topic has no button, as its press would find another thread", async () => {
  const chat = await openChat();
  const deletedTopic = { message_thread_id: 77, is_topic_message: true };
  await chat.script([...cutAnswer]);
  await chat.say({ text: `${chat.tag} count`, ...deletedTopic });
  expect(await chat.answered(1)).toEqual([`One, two${tooLong}`]);
  expect(await labels(chat)).toEqual([]);
});

test("an answer that is whole has no button", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  expect(await labels(chat)).toEqual([]);
});

test("after /new nothing of before goes on", async () => {
  const chat = await cutChat();
  const [below] = await menus(chat);
  await chat.say("/new");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect(await told(await pressBelow(chat, "Continue", { below }))).toEqual(over);
  expect(await chat.requests()).toHaveLength(1);
});

test("in a group somebody else's press does nothing, also where an answer of their own may go on", async () => {
  const ada = await cutChat({ group: true });
  const group = { id: ada.chatId, type: "supergroup" } as const;
  const bob = await enterChat({ chat: group, userId: ada.userId + 1 });
  await beCut(bob);
  const [below] = await menus(ada);
  expect(await told(await pressBelow(ada, "Continue", { below, userId: bob.userId }))).toEqual(
    over,
  );
  expect(await labels(ada)).toEqual(["Continue", "Continue"]);
  await pressBelow(ada, "Continue", { below });
  await ada.answered(3);
  expect((await newest(ada)).at(-1)).toEqual([
    expect.stringContaining(`[From ${ada.tag} `),
    continueNote,
  ]);
  expect(await labels(bob)).toEqual(["Continue"]);
  expect([await ada.requests(), await bob.requests()].map(({ length }) => length)).toEqual([2, 1]);
});

test("who writes Russian reads Russian", async () => {
  const chat = await cutChat({ languageCode: "ru" });
  expect(await labels(chat)).toEqual(["Продолжить"]);
  const notice = await told(await pressBelow(chat, "Продолжить"));
  expect(notice).toEqual(["Продолжаю с того же места."]);
});

test("words that Telegram takes only unformatted have the button below the last of them", async () => {
  const chat = await openChat();
  const text = "plain words ".repeat(500).trim();
  const mark = tooLong.replaceAll("_", "").trim();
  const refusal = { kind: "error", code: 400, description: "Bad Request: can't parse" } as const;
  await chat.fault("sendRichMessage", refusal);
  await chat.script([{ type: "text", text }, outOfTokens]);
  await chat.say(`${chat.tag} speak plainly`);
  await chat.answeredInFull(`${text}\n\n${mark}`, () => chat.plainAnswers());
  const found = await menus(chat);
  expect(found.map(({ buttons }) => buttons)).toEqual([["Continue"]]);
  expect(found[0]?.text.endsWith(mark)).toBe(true);
});
