/** A button below an unfinished answer, pressed while something dies or hangs: the answer goes on once. */
import { expect, test } from "vitest";
import { eventually, openChat } from "./chat.ts";
import { told } from "./menus.ts";
import { query } from "./stores.ts";
import {
  continueNote,
  cutAnswer,
  cutChat,
  goingOn,
  labels,
  newest,
  pressBelow,
  tooLong,
} from "./unfinished.ts";

test.concurrent("a button that was seen before Telegram could say so is as good as any", async () => {
  const chat = await openChat();
  await chat.fault("sendRichMessage", { kind: "lost_answer" });
  await chat.script([...cutAnswer]);
  await chat.say(`${chat.tag} count`);
  await eventually(async () => expect(await labels(chat)).toEqual(["Continue"]));
  expect(await told(await pressBelow(chat, "Continue"))).toEqual(goingOn);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.settled();
  expect((await newest(chat)).at(-1)).toEqual([continueNote]);
  expect(await chat.requests()).toHaveLength(2);
});

test.concurrent("killed between the press and its turn, and once more in the turn, it goes on once", async () => {
  const chat = await cutChat();
  await chat.script([{ type: "hold", name: chat.tag }]);
  await chat.script([{ type: "text", text: "three, four" }]);
  await chat.fault("editMessageReplyMarkup", { kind: "delay", delayMs: 3000 });
  expect(await told(await pressBelow(chat, "Continue"))).toEqual(goingOn);
  expect(await chat.requests()).toHaveLength(1);
  await chat.kill();
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.kill();
  expect(await chat.answered(2)).toEqual([`One, two${tooLong}`, "three, four"]);
  await chat.settled();
  expect(await labels(chat)).toEqual([]);
  const turns = "select outcome from turns where thread_id = $1";
  expect(await query(turns, chat.threadId)).toHaveLength(2);
  expect(await newest(chat)).toHaveLength(3);
});
