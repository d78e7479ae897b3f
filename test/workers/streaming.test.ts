/** An answer grows in three ways; whichever it is, thoughts and tools are gone in the end, and the words stay once. */
import { expect, test } from "vitest";
import { eventually, release } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";
import { ask, echo, openChatIn, openGate, pressData, pressStop } from "./modes.ts";
import { frames, left, modes, richMessages, seen } from "./seen-answers.ts";
import { stopButton } from "./stop-button.ts";
import { query } from "./stores.ts";

const folded = /<details><summary>Thoughts|expandable_blockquote/;

test.concurrent.for(modes)(
  "%s: thoughts and tools are folded above the words, and gone in the end",
  async (mode) => {
    const chat = await openChatIn(mode);
    await chat.script([
      { type: "thinking", thinking: "I shall ask" },
      { type: "text", text: "Let me see." },
      echo(chat.tag, { gate: chat.tag }),
    ]);
    await chat.script([{ type: "text", text: "It is seven." }]);
    await ask(chat);
    await seen(chat, "I shall ask");
    await seen(chat, "Using echo…");
    const withThoughts = (await frames(chat)).filter((frame) => frame.includes("I shall ask"));
    for (const frame of withThoughts) expect(frame).toMatch(folded);
    await openGate(chat.tag);
    expect(await chat.answered(1)).toEqual(["Let me see.\n\nIt is seven."]);
    expect(await left(chat)).toEqual(["Let me see.\n\nIt is seven."]);
  },
);

test.concurrent.for(modes)(
  "%s: a file stands behind the words before it and before those after it, once",
  async (mode) => {
    const chat = await openChatIn(mode);
    await chat.script([
      { type: "text", text: "Here it comes." },
      echo(chat.tag, { file: "a.txt" }),
    ]);
    await answerInPieces(chat, "There it", " is.");
    await ask(chat);
    await seen(chat, "There it");
    const middle = mode === "rich" || mode === "text" ? [] : ["still growing"];
    expect(await left(chat)).toEqual(["Here it comes.", "a.txt", ...middle]);
    await release(chat.tag);
    await chat.answered(2);
    expect(await left(chat)).toEqual(["Here it comes.", "a.txt", "There it is."]);
  },
);

test.concurrent.for(["edit", "group"] as const)(
  "%s: one message, sent with the first words, then edited",
  async (mode) => {
    const chat = await openChatIn(mode);
    await answerInPieces(chat, "One", ", two", ", three.");
    await ask(chat);
    const { message_id } = await chat.growing("One");
    await release(chat.tag);
    await chat.growing("One, two");
    await release(`${chat.tag} 2`);
    expect(await chat.answered(1)).toEqual(["One, two, three."]);
    expect(await richMessages(chat)).toMatchObject([{ message_id }]);
    const calls = await chat.calls();
    const methods = calls
      .map(({ method }) => method)
      .filter((method) => method !== "sendChatAction");
    expect(methods.at(-1)).toBe("editMessageText");
    expect(methods.filter((method) => method === "sendRichMessage")).toHaveLength(1);
    expect(calls.some(({ method }) => method.endsWith("Draft"))).toBe(false);
    expect(calls.find(({ method }) => method === "sendChatAction")?.params.action).toBe("typing");
    await chat.settled();
    const rows = await query(
      "select message_id from sent_messages where thread_id = $1",
      chat.threadId,
    );
    expect(rows.map(({ message_id: id }) => Number(id))).toEqual([message_id]);
  },
);

test.concurrent("text: no frame is rich", async () => {
  const chat = await openChatIn("text");
  await chat.script([{ type: "text", text: "Ahoy" }]);
  await ask(chat);
  await chat.answered(1);
  expect(await chat.calls("sendRichMessageDraft")).toEqual([]);
  expect((await chat.calls("sendMessageDraft")).length).toBeGreaterThan(0);
});

test.concurrent("in a group Stop stops its own person's answer, and nobody else's", async () => {
  const chat = await openChatIn("group");
  await chat.script([
    { type: "text", text: "Once upon a time" },
    { type: "hold", name: chat.tag },
  ]);
  await ask(chat);
  const stranger = await pressStop(chat, "Once upon a time", chat.userId + 1);
  expect(stranger).toBe("There's nothing to stop just now. Write to me whenever you like.");
  const data = stopButton((await chat.growing("Once upon a time")).reply_markup) ?? "";
  expect(await pressStop(chat, "Once upon a time")).toBe("I'm stopping.");
  expect(await chat.answered(1)).toEqual(["Once upon a time\n\n_Stopped._"]);
  await eventually(async () => expect((await chat.requests())[0]?.aborted).toBe(true));

  await answerInPieces(chat, "And then", " they lived.");
  await ask(chat, "go on");
  await chat.growing("And then");
  expect(await pressData(chat, data)).toBe(
    "There's nothing to stop just now. Write to me whenever you like.",
  );
  await release(chat.tag);
  expect((await chat.answered(2))[1]).toBe("And then they lived.");
});

test.concurrent.for([
  ["rich drafts", ["sendRichMessageDraft"], "sendMessageDraft"],
  ["any drafts", ["sendRichMessageDraft", "sendMessageDraft"], "editMessageText"],
] as const)(
  "a Telegram without %s still shows how an answer grows",
  async ([, missing, instead]) => {
    const chat = await openChatIn("rich");
    const description = "Not Found: method not found";
    for (const method of missing)
      await chat.fault(method, { kind: "error", code: 404, description, times: 50 });
    await answerInPieces(chat, "One", ", two", ", three.");
    await ask(chat);
    await seen(chat, "One");
    await release(chat.tag);
    await seen(chat, "One, two");
    expect((await chat.calls(instead)).filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect((await chat.calls("sendRichMessageDraft")).length).toBeLessThanOrEqual(1);
    await release(`${chat.tag} 2`);
    expect(await chat.answered(1)).toEqual(["One, two, three."]);
  },
);
