/** Telegram refuses, delays or loses what the bot says: the answer arrives, whole, in order and once. */
import { expect, test, vi } from "vitest";
import { log } from "../../functions/compose.ts";
import { eventually, openChat, release, sim } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";
import { tooMany } from "./put-off.ts";
import { query } from "./stores.ts";

async function outcomes(threadId: string): Promise<unknown[]> {
  const turns = await query(
    "select outcome from turns where thread_id = $1 order by opened_at",
    threadId,
  );
  return turns.map(({ outcome }) => outcome);
}

test.concurrent("drafts that Telegram puts off cost nothing but drafts", async () => {
  const chat = await openChat();
  await chat.fault("sendMessageDraft", { ...tooMany(1), times: 50 });
  await chat.fault("sendRichMessageDraft", { ...tooMany(1), times: 50 });
  await answerInPieces(chat, "**Exactly** this", " and `that`.");
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await chat.calls("sendRichMessageDraft")).toHaveLength(1));
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual(["**Exactly** this and `that`."]);
});

test.concurrent("a draft that hangs does not hold up the answer", async () => {
  const chat = await openChat();
  await chat.fault("sendRichMessageDraft", { kind: "delay", delayMs: 8000 });
  await answerInPieces(chat, "at ", "once");
  await chat.say(`${chat.tag} hello`);
  // The journal knows of the words just before the draft is sent.
  await eventually(async () =>
    expect(
      await chat.journal("select 1 from turn where json_extract(state, '$.phase') = 'shown'"),
    ).toHaveLength(1),
  );
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual(["at once"]);
  expect(await chat.calls("sendRichMessageDraft")).toEqual([]);
});

test.concurrent("an answer that Telegram puts off comes later, once, and before what was said meanwhile", async () => {
  const chat = await openChat();
  await chat.fault("sendRichMessage", tooMany(1));
  await chat.script([{ type: "text", text: "first answer" }]);
  await chat.say(`${chat.tag} first`);
  await eventually(async () => expect(await chat.calls("sendRichMessage")).toHaveLength(1));
  await chat.script([{ type: "text", text: "second answer" }]);
  await chat.say(`${chat.tag} second`);
  expect(await chat.answered(2)).toEqual(["first answer", "second answer"]);
  expect((await chat.requests()).map(({ body }) => body.messages.length)).toEqual([1, 3]);
});

test.concurrent("a person who has blocked the bot: the turn is recorded, and the talk goes on when they are back", async () => {
  const chat = await openChat();
  await sim("telegram", "POST", "/sim/blocks", { userId: chat.userId, blocked: true });
  await chat.say(`${chat.tag} catch me`);
  await eventually(async () => expect(await outcomes(chat.threadId)).toEqual(["undeliverable"]));
  await sim("telegram", "POST", "/sim/blocks", { userId: chat.userId, blocked: false });
  await chat.say(`${chat.tag} I am back`);
  await chat.answered(1);
  await eventually(async () =>
    expect(await outcomes(chat.threadId)).toEqual(["undeliverable", "answered"]),
  );
});

test.concurrent("blocked in the middle of an answer, Claude stops writing what nobody will read", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "first words" },
    { type: "hold", name: chat.tag },
    { type: "text", text: " and more" },
    { type: "hold", name: `${chat.tag} never` },
  ]);
  await chat.say(`${chat.tag} hello`);
  await chat.drafted("first words");
  await sim("telegram", "POST", "/sim/blocks", { userId: chat.userId, blocked: true });
  await release(chat.tag);
  await eventually(async () => expect((await chat.requests())[0]?.aborted).toBe(true));
  await eventually(async () => expect(await outcomes(chat.threadId)).toEqual(["undeliverable"]));
});

test.concurrent("a topic that is gone does not hold up the thread", async () => {
  const chat = await openChat();
  const description = "Bad Request: message thread not found";
  await chat.fault("sendRichMessage", { kind: "error", code: 400, description });
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await outcomes(chat.threadId)).toEqual(["undeliverable"]));
  await chat.say(`${chat.tag} again`);
  await chat.answered(1);
  expect(await chat.plainAnswers()).toEqual([]);
});

test.concurrent("formatting that Telegram cannot read costs the formatting, not the words", async () => {
  const chat = await openChat();
  const description = "Bad Request: can't parse rich message: unexpected end of table";
  await chat.fault("sendRichMessage", { kind: "error", code: 400, description });
  await chat.script([{ type: "text", text: "| half a | table" }]);
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await chat.plainAnswers()).toEqual(["| half a | table"]));
  await chat.settled();
  expect(await chat.answers()).toEqual([]);
});

test.concurrent("a long answer without formatting is put off in the middle: each piece comes once, in order", async () => {
  const chat = await openChat();
  const text = Array.from({ length: 300 }, (_, index) => `Line ${index} of an answer.`).join("\n");
  expect(text.length).toBeGreaterThan(4096);
  const description = "Bad Request: can't parse rich message";
  await chat.fault("sendRichMessage", { kind: "error", code: 400, description });
  await chat.fault("sendMessage", { ...tooMany(1), skip: 1 });
  await chat.script([{ type: "text", text }]);
  await chat.say(`${chat.tag} hello`);
  await chat.answeredInFull(text, () => chat.plainAnswers());
});

test.concurrent("an answer longer than a message comes in parts, each once and in order, also when put off", async () => {
  const chat = await openChat();
  const paragraphs = Array.from(
    { length: 550 },
    (_, index) => `Paragraph ${index} ${"la ".repeat(25)}`,
  );
  const text = paragraphs.map((paragraph) => paragraph.trim()).join("\n\n");
  expect(text.length).toBeGreaterThan(32_768);
  await chat.fault("sendRichMessage", { ...tooMany(1), skip: 1 });
  await chat.script([{ type: "text", text, deltaChars: 10_000 }]);
  await chat.say(`${chat.tag} sing`);
  await chat.answeredInFull(text, () => chat.answers());
  await chat.settled();
  expect(
    await query("select message_id from sent_messages where chat_id = $1", chat.chatId),
  ).toHaveLength((await chat.answers()).length);
});

test.for([
  ["was lost on the way", { kind: "lost_call" }],
  ["met a broken gateway", { kind: "error", code: 502, description: "Bad Gateway" }],
] as const)(
  "an answer that %s is sent again, and the log says that it may be there twice",
  async ([, fault]) => {
    const warn = vi.spyOn(log, "warn");
    const chat = await openChat();
    await chat.fault("sendRichMessage", fault);
    await chat.script([{ type: "text", text: "here it is" }]);
    await chat.say(`${chat.tag} hello`);
    expect(await chat.answered(1)).toEqual(["here it is"]);
    await chat.settled();
    expect(await chat.requests()).toHaveLength(1);
    const events = warn.mock.calls.map(([event]) => event);
    expect(events.filter((event) => event === "telegram.ambiguous_send")).toHaveLength(1);
    warn.mockRestore();
  },
);
