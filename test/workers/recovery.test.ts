/** The batcher dies in the middle, and wakes by itself: one answer, nothing lost, nothing said twice. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { log } from "../../functions/compose.ts";
import { type Chat, eventually, openChat, release } from "./chat.ts";
import { answerInPieces } from "./in-pieces.ts";
import { tooMany, waitsWithAnswer } from "./put-off.ts";
import { query } from "./stores.ts";

const cutOff = "\n\n_The answer was cut off here._";

/** A chat in which the first words of an answer are shown; whoever goes on with them is a zombie. */
async function growingAnswer(): Promise<Chat> {
  const chat = await openChat();
  await answerInPieces(chat, "The first words", " and the words of a zombie");
  await chat.say(`${chat.tag} tell me`);
  await chat.drafted("The first words");
  return chat;
}

test.concurrent("killed before any word was shown, the question is asked again and answered once", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "hold", name: chat.tag },
    { type: "text", text: "of the dead" },
  ]);
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await chat.script([{ type: "text", text: "of the living" }]);
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["of the living"]);
  await release(chat.tag);
  await chat.settled();
  await chat.say(`${chat.tag} still there?`);
  await chat.answered(2);
  const requests = await chat.requests();
  expect(requests).toHaveLength(3);
  expect(requests[2]?.body.messages[1]?.content[0]?.text).toBe("of the living");
});

test.concurrent("killed while the words were growing, what was shown is kept and marked; the zombie is silent", async () => {
  const chat = await growingAnswer();
  await chat.kill();
  expect(await chat.answered(1)).toEqual([`The first words${cutOff}`]);
  await release(chat.tag);
  await chat.say(`${chat.tag} go on`);
  await chat.answered(2);
  await chat.settled();
  expect(JSON.stringify(await chat.calls())).not.toContain("zombie");
  const recorded = "select outcome, attempt from turns where thread_id = $1 order by opened_at";
  expect(await query(recorded, chat.threadId)).toEqual([
    { outcome: "interrupted", attempt: 2 },
    { outcome: "answered", attempt: 1 },
  ]);
  const [first, second, ...more] = await chat.requests();
  expect([first?.status, second?.status, more.length]).toEqual([200, 200, 0]);
  expect(second?.body.messages.map(({ content }) => content.map(({ text }) => text))).toEqual([
    [`${chat.tag} tell me`],
    [`The first words${cutOff}`],
    [`${chat.tag} go on`],
  ]);
});

test.concurrent("an attempt that a newer one has replaced says nothing more, though its thread is awake", async () => {
  const chat = await growingAnswer();
  await chat.journal("update turn set state = json_set(state, '$.attempt', 2)");
  await release(chat.tag);
  expect(await chat.answered(1)).toEqual([`The first words${cutOff}`]);
  await chat.settled();
  expect(JSON.stringify(await chat.calls())).not.toContain("zombie");
  expect(await chat.requests()).toHaveLength(1);
});

test.concurrent("a question that kills its turn every time ends in a sentence, not in a loop", async () => {
  const chat = await openChat();
  await chat.script([{ type: "hold", name: chat.tag }], { times: 2 });
  await chat.say(`${chat.tag} poison`);
  await eventually(async () => expect(await chat.requests()).toHaveLength(1));
  await chat.kill();
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.kill();
  expect(await chat.answered(1)).toEqual([
    "I couldn't get an answer just now. Your message is kept; please try again in a moment.",
  ]);
  expect(await chat.requests()).toHaveLength(2);
  await chat.say(`${chat.tag} something else`);
  await chat.answered(2);
});

test.concurrent("killed between Claude's last word and the message, the answer is sent once and not asked for again", async () => {
  const chat = await openChat();
  await waitsWithAnswer(chat, "the one answer");
  await chat.kill();
  expect(await chat.answered(1)).toEqual(["the one answer"]);
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);
});

test("where Telegram may have the message already, it is sent again once, and the log says so", async () => {
  const warn = vi.spyOn(log, "warn");
  const chat = await openChat();
  await chat.fault("sendRichMessage", { kind: "lost_answer" });
  await chat.script([{ type: "text", text: "twice, perhaps" }]);
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  await chat.kill();
  expect(await chat.answered(2)).toEqual(["twice, perhaps", "twice, perhaps"]);
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);
  const ambiguous = warn.mock.calls.filter(([event]) => event === "telegram.ambiguous_send");
  expect(ambiguous).toHaveLength(1);
});

test.concurrent("killed while a message waits in the window, it is answered without anybody writing again", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} hello`);
  await chat.kill();
  await chat.answered(1);
  expect(await chat.requests()).toHaveLength(1);
});

test.concurrent("killed while it replies to a command, the command is answered all the same", async () => {
  const chat = await openChat();
  await chat.fault("sendMessage", { kind: "delay", delayMs: 1000, skip: 1 });
  await Promise.all([chat.say("/help"), chat.say("/frobnicate")]);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  await chat.kill();
  await eventually(async () =>
    expect(await chat.journal("select 1 from inbox where state = 'command'")).toEqual([]),
  );
  expect((await chat.plainAnswers()).at(-1)).toContain("/frobnicate");
});

test.concurrent("killed before it could tell of a file that it cannot take, it tells when it wakes", async () => {
  const chat = await openChat();
  await chat.fault("sendMessage", tooMany(1));
  const file = { file_id: "x", file_unique_id: "y", file_name: "film.bin", file_size: 30_000_000 };
  await chat.say({ document: file });
  await eventually(async () =>
    expect(await chat.calls("sendMessage")).toMatchObject([{ ok: false }]),
  );
  await chat.kill();
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect((await chat.plainAnswers())[0]).toContain("film.bin");
  await eventually(async () => expect(await chat.journal("select id from notices")).toEqual([]));
  expect(await chat.plainAnswers()).toHaveLength(1);
});

test.concurrent("the alarm that fires twice at once runs one turn", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} hello`);
  await eventually(async () => {
    await runInDurableObject(chat.batcher(), (batcher) =>
      Promise.all([batcher.alarm(), batcher.alarm()]),
    );
    expect(await chat.answers()).toHaveLength(1);
  });
  await chat.settled();
  expect(await chat.requests()).toHaveLength(1);
});

test.concurrent("a thread put to sleep between two messages remembers the first", async () => {
  const chat = await openChat();
  await chat.say(`${chat.tag} my name is Ada`);
  await chat.answered(1);
  await evictDurableObject(chat.batcher());
  await chat.say(`${chat.tag} what is my name?`);
  await chat.answered(2);
  const [, second] = await chat.requests();
  expect(second?.body.messages[0]?.content[0]?.text).toBe(`${chat.tag} my name is Ada`);
});
