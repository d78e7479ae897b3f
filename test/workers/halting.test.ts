/** /stop and /new end what is under way and what waits behind it, at once; and a crash while messages meet an answer loses none. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, release } from "./chat.ts";
import { command } from "./choices.ts";
import { menus } from "./menus.ts";
import { heard } from "./sent-files.ts";
import { query } from "./stores.ts";

const stopped = "_Stopped._";

async function isStreaming(chat: Chat, words: string): Promise<void> {
  await chat.script([
    { type: "text", text: words },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(`${chat.tag} tell me`);
  await chat.drafted(words);
}

/** Claude's answer does not begin. */
async function isAsked(chat: Chat, words: string): Promise<void> {
  await chat.script([
    { type: "thinking", thinking: "hm" },
    { type: "hold", name: chat.tag },
  ]);
  await chat.say(words);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
}

const historyOf = async (chat: Chat) =>
  (await chat.requests())
    .at(-1)
    ?.body.messages.map(({ role, content }) => [role, content.map(({ text }) => text).join("|")]);

test.concurrent("/stop ends the answer, leaves what waits unanswered, says so, and Claude knows of it all", async () => {
  const chat = await openChat();
  await isStreaming(chat, "Once upon a time");
  await Promise.all([chat.say(`${chat.tag} one`), chat.say(`${chat.tag} two`)]);
  expect(await command(chat, "/stop")).toContain("stays unanswered");
  expect(await chat.answered(1)).toEqual([`Once upon a time\n\n${stopped}`]);
  await eventually(async () => expect((await chat.requests())[0]?.aborted).toBe(true));
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);

  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  expect(await historyOf(chat)).toEqual([
    ["user", `${chat.tag} tell me`],
    ["assistant", `Once upon a time|${stopped}`],
    ["user", `${chat.tag} one|${chat.tag} two`],
    ["assistant", stopped],
    ["user", `${chat.tag} and now?`],
  ]);
  await chat.settled();
  const recorded = "select outcome from turns where thread_id = $1 order by opened_at";
  expect((await query(recorded, chat.threadId)).map(({ outcome }) => outcome)).toEqual([
    "stopped",
    "stopped",
    "answered",
  ]);
});

test.concurrent("/stop with nothing waiting lets the answer speak for itself", async () => {
  const chat = await openChat();
  await isStreaming(chat, "Once upon a time");
  await chat.say("/stop");
  expect(await chat.answered(1)).toEqual([`Once upon a time\n\n${stopped}`]);
  await eventually(async () =>
    expect(await chat.journal("select 1 from inbox where state = 'command'")).toEqual([]),
  );
  expect(await chat.plainAnswers()).toEqual([]);
});

test.concurrent("/stop with nothing to stop is told kindly, and stops nothing that comes later", async () => {
  const chat = await openChat();
  expect(await command(chat, "/stop")).toContain("nothing to stop");
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
});

test.concurrent("/stop in the same breath: what was written before it is not answered, what comes after it is", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} one`);
  await chat.say("/stop");
  await chat.say(`${chat.tag} two`);
  await chat.answered(1);
  expect(await historyOf(chat)).toEqual([
    ["user", `${chat.tag} one`],
    ["assistant", stopped],
    ["user", `${chat.tag} two`],
  ]);
  await chat.settled();
  expect(await chat.answers()).toHaveLength(1);
  expect(await chat.requests()).toHaveLength(1);
});

test.concurrent("/stop does not wait for the reply to the command before it", async () => {
  const chat = await openChat();
  await isStreaming(chat, "Once upon a time");
  await chat.fault("sendMessage", { kind: "delay", delayMs: 5000 });
  await chat.say("/help");
  await chat.say("/stop");
  expect(await chat.answered(1)).toEqual([`Once upon a time\n\n${stopped}`]);
  expect(await chat.plainAnswers()).toEqual([]);
});

test.concurrent("/new with a message in the window: it belongs to what was before, and nobody answers it", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} old`);
  expect(await command(chat, "/new")).toContain("A fresh page");
  await chat.say(`${chat.tag} fresh`);
  await chat.answered(1);
  expect((await Promise.all((await chat.requests()).map(heard))).flat()).toEqual([
    `${chat.tag} fresh`,
  ]);
  expect(await historyOf(chat)).toHaveLength(1);
  await chat.settled();
  const stored = "select epoch, seq, role from messages where thread_id = $1 order by epoch, seq";
  expect(
    (await query(stored, chat.threadId)).map(({ epoch, seq, role }) => [epoch, seq, role]),
  ).toEqual([
    [1, 1, "user"],
    [1, 2, "assistant"],
    [2, 1, "user"],
    [2, 2, "assistant"],
  ]);
});

test.concurrent("/new during an answer with a message behind it: the old conversation ends whole, the new one knows nothing", async () => {
  const chat = await openChat();
  await isStreaming(chat, "Once upon a time");
  await chat.say(`${chat.tag} go on`);
  await chat.say("/new");
  await chat.say(`${chat.tag} fresh`);
  expect((await chat.answered(2))[0]).toBe(`Once upon a time\n\n${stopped}`);
  expect(await historyOf(chat)).toEqual([["user", `${chat.tag} fresh`]]);
  await chat.settled();
  // To go on there would be to go on with what the new conversation does not know.
  expect(await menus(chat)).toEqual([]);
  const old = "select seq from messages where thread_id = $1 and epoch = 1 order by seq";
  expect((await query(old, chat.threadId)).map(({ seq }) => Number(seq))).toEqual([1, 2, 3, 4]);
});

test.concurrent("killed when a message has come and not been met yet, one answer goes to both", async () => {
  const chat = await openChat();
  await isAsked(chat, `${chat.tag} one`);
  await chat.script([{ type: "text", text: "to both" }]);
  await chat.say(`${chat.tag} two`);
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["to both"]);
  await chat.settled();
  expect(await historyOf(chat)).toEqual([["user", `${chat.tag} one|${chat.tag} two`]]);
  expect(await chat.answers()).toHaveLength(1);
});

test.concurrent("killed when the message has joined and the request is being given up, one answer goes to both", async () => {
  const chat = await openChat();
  await isAsked(chat, `${chat.tag} one`);
  await chat.script([{ type: "hold", name: `${chat.tag} again` }]);
  await chat.script([{ type: "text", text: "to both" }]);
  await chat.say(`${chat.tag} two`);
  await eventually(async () =>
    expect(await chat.journal("select json_extract(state, '$.restarts') as n from turn")).toEqual([
      { n: 1 },
    ]),
  );
  await chat.kill();
  await release(`${chat.tag} again`);
  await chat.answered(1);
  await chat.settled();
  expect(await historyOf(chat)).toEqual([["user", `${chat.tag} one|${chat.tag} two`]]);
  expect(await chat.answers()).toHaveLength(1);
  const recorded = "select inbound_count from turns where thread_id = $1";
  expect(await query(recorded, chat.threadId)).toEqual([{ inbound_count: 2 }]);
});
