/** An answer grows in three ways; whichever it is, thoughts and tools are gone in the end, and the words stay once. */
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { type Chat, eventually, release, sim } from "./chat.ts";
import { ask, echo, type Mode, openChatIn, openGate, pressData, pressStop } from "./modes.ts";
import { stopButton } from "./stop-button.ts";
import { query } from "./stores.ts";

const modes: readonly Mode[] = ["rich", "text", "edit", "group"];
const frameMethods = /Draft$|^editMessageText$|^send(Rich)?Message$/;

/** Everything the person saw so far, frame by frame. */
async function frames(chat: Chat): Promise<string[]> {
  const calls = await chat.calls();
  return calls
    .filter(({ method, ok }) => ok && frameMethods.test(method))
    .map(({ params }) => JSON.stringify(params.rich_message ?? [params.text, params.entities]));
}

function seen(chat: Chat, words: string): Promise<void> {
  return eventually(async () =>
    expect(await frames(chat)).toContainEqual(expect.stringContaining(words)),
  );
}

/** What the chat holds in the end: words, files, and whether anything can still be stopped. */
async function left(chat: Chat) {
  const shown = await chat.shown();
  return shown
    .filter(({ document, richMarkdown }) => document || richMarkdown)
    .map(({ document, richMarkdown, reply_markup }) =>
      stopButton(reply_markup) ? "still growing" : (document?.file_name ?? richMarkdown),
    );
}

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
    await chat.script([
      { type: "text", text: "There it" },
      { type: "hold", name: chat.tag },
      { type: "text", text: " is." },
    ]);
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
    await chat.script([
      { type: "text", text: "One" },
      { type: "hold", name: chat.tag },
      { type: "text", text: ", two" },
      { type: "hold", name: `${chat.tag} more` },
      { type: "text", text: ", three." },
    ]);
    await ask(chat);
    const { message_id } = await chat.growing("One");
    await release(chat.tag);
    await chat.growing("One, two");
    await release(`${chat.tag} more`);
    expect(await chat.answered(1)).toEqual(["One, two, three."]);
    expect((await chat.shown()).filter(({ richMarkdown }) => richMarkdown)).toMatchObject([
      { message_id },
    ]);
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

  await chat.script([
    { type: "text", text: "And then" },
    { type: "hold", name: `${chat.tag} then` },
    { type: "text", text: " they lived." },
  ]);
  await ask(chat, "go on");
  await chat.growing("And then");
  expect(await pressData(chat, data)).toBe(
    "There's nothing to stop just now. Write to me whenever you like.",
  );
  await release(`${chat.tag} then`);
  expect((await chat.answered(2))[1]).toBe("And then they lived.");
});

async function kill(chat: Chat): Promise<void> {
  await runInDurableObject(chat.batcher(), (_batcher, state) =>
    state.abort("killed by a test"),
  ).catch(() => {});
}

test.concurrent.for(["edit", "group"] as const)(
  "%s: killed while a message grows, that message says where it ends; the zombie is silent",
  async (mode) => {
    const chat = await openChatIn(mode);
    await chat.script([
      { type: "text", text: "The first words" },
      { type: "hold", name: chat.tag },
      { type: "text", text: " of a zombie" },
    ]);
    await ask(chat);
    const { message_id } = await chat.growing("The first words");
    await kill(chat);
    expect(await chat.answered(1)).toEqual(["The first words\n\n_The answer was cut off here._"]);
    await release(chat.tag);
    await chat.settled();
    expect((await chat.shown()).filter(({ richMarkdown }) => richMarkdown)).toMatchObject([
      { message_id },
    ]);
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
  await kill(chat);
  expect(await chat.answered(1)).toEqual(["First I ask.\n\nIt is seven."]);
  expect((await chat.shown()).filter(({ richMarkdown }) => richMarkdown)).toMatchObject([
    { message_id },
  ]);
});

const tooMany = {
  kind: "error",
  code: 429,
  description: "Too Many Requests: retry after 1",
  retryAfterSeconds: 1,
} as const;

test.concurrent.for(modes)(
  "%s: what Telegram puts off costs frames, never the answer",
  async (mode) => {
    const chat = await openChatIn(mode);
    for (const method of ["sendMessageDraft", "sendRichMessageDraft"])
      await chat.fault(method, { ...tooMany, times: 50 });
    await chat.fault("editMessageText", { ...tooMany, times: 2 });
    await chat.script([
      { type: "text", text: "**Exactly** this" },
      { type: "hold", name: chat.tag },
      { type: "text", text: " and `that`." },
    ]);
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
    await chat.script([
      { type: "text", text: "One" },
      { type: "hold", name: chat.tag },
      { type: "text", text: ", two" },
      { type: "hold", name: `${chat.tag} more` },
      { type: "text", text: ", three." },
    ]);
    await ask(chat);
    if (when === "while it grows") await remove(chat, "One");
    await release(chat.tag);
    await chat.growing("One, two");
    if (when === "before its last edit") await remove(chat, "One, two");
    await release(`${chat.tag} more`);
    expect(await chat.answered(1)).toEqual(["One, two, three."]);
    expect(await left(chat)).toEqual(["One, two, three."]);
    expect(await chat.calls("sendRichMessage")).toHaveLength(2);
  },
);

test.concurrent("where Telegram may have the message that was to grow, it does not grow, and comes once more in the end", async () => {
  const chat = await openChatIn("group");
  await chat.fault("sendRichMessage", { kind: "lost_answer" });
  await chat.script([
    { type: "text", text: "One" },
    { type: "hold", name: chat.tag },
    { type: "text", text: ", two." },
  ]);
  await ask(chat);
  await eventually(async () => expect(await chat.calls("sendRichMessage")).toHaveLength(1));
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual(["One, two."]);
  expect(await chat.calls("editMessageText")).toEqual([]);
  expect(await chat.calls("sendRichMessage")).toHaveLength(2);
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
    await chat.script([
      { type: "text", text: "One" },
      { type: "hold", name: chat.tag },
      { type: "text", text: ", two" },
      { type: "hold", name: `${chat.tag} more` },
    ]);
    await ask(chat);
    await seen(chat, "One");
    await release(chat.tag);
    await seen(chat, "One, two");
    expect((await chat.calls(instead)).filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect((await chat.calls("sendRichMessageDraft")).length).toBeLessThanOrEqual(1);
    await release(`${chat.tag} more`);
    expect(await chat.answered(1)).toEqual(["One, two"]);
  },
);
