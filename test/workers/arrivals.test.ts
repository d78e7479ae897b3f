/** Somebody writes while their answer is under way: it is begun anew, interrupted, or waited for; nothing is lost, nothing asked twice. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import { type Chat, eventually, openChat, post, release } from "./chat.ts";
import { command, replyToBot } from "./choices.ts";
import { edited } from "./edited.ts";
import { answerInPieces } from "./in-pieces.ts";
import { menus, press } from "./menus.ts";
import { faultDownload, heard, sendFile } from "./sent-files.ts";
import { query } from "./stores.ts";

const interrupted = "_Interrupted by your next message._";

/** The person's own words in the newest message of each request. */
async function asked(chat: Chat): Promise<string[][]> {
  const contents = await Promise.all((await chat.requests()).map(heard));
  return contents.map((texts) => texts.filter((text) => text.includes(chat.tag)));
}

function requested(chat: Chat, count: number): Promise<void> {
  return eventually(async () => expect(await chat.requests()).toHaveLength(count));
}

/** Claude has begun to think, and shows nothing of it yet. */
function thinks(chat: Chat, times = 1): Promise<unknown> {
  const thinking = { type: "thinking", thinking: "hm" } as const;
  return chat.script([thinking, { type: "hold", name: chat.tag }], { times });
}

/** Resolves when what has come waits for the answer that is under way. */
function windowClosed(chat: Chat): Promise<void> {
  return eventually(async () =>
    expect(await chat.journal("select 1 from facts where name = 'window'")).toEqual([]),
  );
}

const turns = (chat: Chat) =>
  query(
    `select outcome, attempt, inbound_count, jsonb_array_length(steps) as requests
     from turns where thread_id = $1 order by opened_at`,
    chat.threadId,
  );

test.concurrent("before anything was shown, a second message joins the first: one answer to both, and both requests on its account", async () => {
  const chat = await openChat();
  await thinks(chat);
  await chat.say(`${chat.tag} one`);
  await requested(chat, 1);
  await chat.script([{ type: "text", text: "to both" }]);
  await chat.say(`${chat.tag} two`);
  expect(await chat.answered(1)).toEqual(["to both"]);
  expect(await asked(chat)).toEqual([[`${chat.tag} one`], [`${chat.tag} one`, `${chat.tag} two`]]);
  expect((await chat.requests()).map(({ aborted }) => aborted)).toEqual([true, false]);
  await chat.settled();
  expect(await turns(chat)).toEqual([
    { outcome: "answered", attempt: 2, inbound_count: 2, requests: 2 },
  ]);
  await chat.say(`${chat.tag} three`);
  await chat.answered(2);
  expect((await chat.requests())[2]?.body.messages).toHaveLength(3);
});

test.concurrent("an answer is begun anew twice; who writes a third time waits, and both answers come", async () => {
  const chat = await openChat();
  await thinks(chat, 3);
  for (const [index, word] of ["one", "two", "three"].entries()) {
    await chat.say(`${chat.tag} ${word}`);
    await requested(chat, index + 1);
  }
  await chat.say(`${chat.tag} four`);
  await windowClosed(chat);
  await chat.say(`${chat.tag} five`);
  expect(await chat.requests()).toHaveLength(3);
  await release(chat.tag);
  await chat.answered(2);
  const last = ["one", "two", "three"].map((word) => `${chat.tag} ${word}`);
  expect((await asked(chat)).slice(2)).toEqual([last, [`${chat.tag} four`, `${chat.tag} five`]]);
  expect(JSON.stringify(await chat.answers())).not.toContain(interrupted);
});

test.concurrent("words that were shown are kept with a mark, and the next answer knows them", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "Once upon a time", " and the rest");
  await chat.say(`${chat.tag} tell me a story`);
  await chat.drafted("Once upon a time");
  await chat.script([{ type: "text", text: "A poem then." }]);
  await chat.say(`${chat.tag} no, a poem`);
  expect(await chat.answered(2)).toEqual([`Once upon a time\n\n${interrupted}`, "A poem then."]);
  const [first, second] = await chat.requests();
  expect(first?.aborted).toBe(true);
  expect(second?.status).toBe(200);
  const kept = second?.body.messages[1];
  expect(kept?.role).toBe("assistant");
  expect(kept?.content.map(({ text }) => text).join("\n\n")).toBe(
    `Once upon a time\n\n${interrupted}`,
  );
  await chat.settled();
  expect((await turns(chat)).map(({ outcome }) => outcome)).toEqual(["interrupted", "answered"]);
});

test.concurrent("in Russian the mark is Russian", async () => {
  const chat = await openChat({ languageCode: "ru" });
  await answerInPieces(chat, "Жили-были", " and the rest");
  await chat.say(`${chat.tag} сказку`);
  await chat.drafted("Жили-были");
  await chat.say(`${chat.tag} нет, стихи`);
  expect((await chat.answered(2))[0]).toBe("Жили-были\n\n_Прервано вашим следующим сообщением._");
});

test.concurrent("five messages in the middle of an answer end it once, and are one batch", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "Well", " and the rest");
  await chat.say(`${chat.tag} zero`);
  await chat.drafted("Well");
  const words = ["one", "two", "three", "four", "five"].map((word) => `${chat.tag} ${word}`);
  for (const word of words) await chat.say(word);
  await chat.answered(2);
  await chat.settled();
  expect((await asked(chat)).flat()).toEqual([`${chat.tag} zero`, ...words]);
  expect(await chat.answers()).toHaveLength((await chat.requests()).length);
});

test.concurrent("a tool at work is waited for; then the answer ends before Claude is asked again", async () => {
  const chat = await openChat();
  const input = { say: `${chat.tag} seven`, gate: chat.tag };
  await chat.script([
    { type: "text", text: "Let me see." },
    { type: "tool_use", name: "echo", input },
  ]);
  await chat.say(`${chat.tag} how many?`);
  await eventually(async () =>
    expect(await chat.journal("select json_extract(state, '$.phase') as phase from turn")).toEqual([
      { phase: "tools" },
    ]),
  );
  await chat.say(`${chat.tag} never mind`);
  await windowClosed(chat);
  expect(await chat.answers()).toEqual([]);
  await chat.script([{ type: "text", text: "As you like." }]);
  await (env as unknown as Env).FILES.put(`gate/${chat.tag}`, "open");
  expect(await chat.answered(2)).toEqual([`Let me see.\n\n${interrupted}`, "As you like."]);
  const requests = await chat.requests();
  expect(requests.map(({ status }) => status)).toEqual([200, 200]);
  const history = requests[1]?.body.messages ?? [];
  expect(history.map(({ role }) => role)).toEqual([
    "user",
    "assistant",
    "user",
    "assistant",
    "user",
  ]);
  expect(JSON.stringify(history[2])).toContain(`echo: ${chat.tag} seven`);
});

test.concurrent("who has chosen to wait gets both answers whole", async () => {
  const chat = await openChat();
  await command(chat, "/settings");
  await press(chat, (await menus(chat))[0], "Wait");
  await answerInPieces(chat, "Once upon a time", " and the rest");
  await chat.say(`${chat.tag} tell me a story`);
  await chat.drafted("Once upon a time");
  await chat.say(`${chat.tag} and a poem`);
  await windowClosed(chat);
  await release(chat.tag);
  expect((await chat.answered(2))[0]).toBe("Once upon a time and the rest");
  expect(await asked(chat)).toEqual([[`${chat.tag} tell me a story`], [`${chat.tag} and a poem`]]);
});

test.concurrent("an edit of the message being answered takes its place in the batch", async () => {
  const chat = await openChat();
  await thinks(chat);
  const question = chat.update(`${chat.tag} six?`);
  await post(question);
  await chat.say(`${chat.tag} quickly`);
  await requested(chat, 1);
  await post(edited(question, `${chat.tag} nine?`));
  await chat.answered(1);
  expect((await asked(chat)).at(-1)).toEqual([`${chat.tag} nine?`, `${chat.tag} quickly`]);
  await chat.settled();
  expect(await chat.journal("select 1 from inbox where state = 'taken'")).toEqual([]);
});

test.concurrent("a link's preview that appears in it changes nothing", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "It says", " and the rest");
  const question = chat.update(`${chat.tag} see https://tides.test`);
  await post(question);
  await chat.drafted("It says");
  await post(edited(question, { link_preview_options: { url: "https://tides.test" } }));
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual(["It says and the rest"]);
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);
});

test.concurrent("a file that comes in the middle interrupts when it is there, not before", async () => {
  const chat = await openChat();
  await answerInPieces(chat, "The tide", " and the rest");
  await chat.say(`${chat.tag} tell me of the tide`);
  await chat.drafted("The tide");
  const bytes = Buffer.from(`${chat.tag} table of tides`);
  const file = await sendFile(chat, {
    as: "document",
    name: "t.txt",
    mimeType: "text/plain",
    bytes,
  });
  await faultDownload(file, { kind: "delay", delayMs: 900 });
  await chat.say({ ...file.fields, caption: `${chat.tag} with this` });
  await eventually(async () => {
    const [window] = await chat.journal("select at from deadlines where name = 'window'");
    expect(Number(window?.at)).toBeGreaterThan(Date.now() + 500);
  });
  expect(await chat.answers()).toEqual([]);
  expect((await chat.answered(2))[0]).toBe(`The tide\n\n${interrupted}`);
  expect((await asked(chat)).at(-1)).toEqual([
    `${chat.tag} with this`,
    `document t.txt: ${chat.tag} table of tides`,
  ]);
});

test.concurrent("two people of one group: one's message leaves the other's answer alone", async () => {
  const chat = await openChat({ group: true });
  const entities = [{ type: "bot_command", offset: 0, length: 5 }];
  const boris = { id: chat.userId + 1, is_bot: false, first_name: "Boris" };
  await answerInPieces(chat, "For Ada", " and the rest");
  await chat.say({ text: `${chat.tag} Ada asks`, ...replyToBot });
  await requested(chat, 1);
  await chat.say({ text: `${chat.tag} Boris asks`, from: boris, ...replyToBot });
  await chat.answered(1);
  await chat.say({ text: "/stop", entities, from: boris, ...replyToBot });
  await eventually(async () =>
    expect(await chat.plainAnswers()).toEqual([expect.stringContaining("nothing to stop")]),
  );
  await release(chat.tag);
  expect(await chat.answered(2)).toContain("For Ada and the rest");
});
