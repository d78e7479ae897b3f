/** A conversation over its budget is summed up between two turns: nothing that was said is lost, and nobody waits. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, release } from "./chat.ts";
import { query } from "./stores.ts";

const outcomes = (chat: Chat) =>
  query("select outcome from turns where thread_id = $1 order by opened_at", chat.threadId);

/** More than the budget of the workerd world, in one breath. */
async function sayMuch(chat: Chat): Promise<void> {
  const filler = "The sea is wide and the boat is small. ".repeat(95);
  for (let part = 0; part < 18; part += 1) await chat.say(`${filler} ${part}`);
  await chat.say(`${chat.tag} The ferry leaves at seven.`);
}

const typesOf = async (chat: Chat) => {
  const { body } = (await chat.requests()).at(-1) ?? { body: { messages: [] } };
  return body.messages.map(({ content }) => content.map(({ type }) => type));
};

test.concurrent("what was said before is known from the summary, and read again after a /new no more", async () => {
  const chat = await openChat();
  await sayMuch(chat);
  await chat.answered(1);
  await eventually(async () =>
    expect(await outcomes(chat)).toEqual([{ outcome: "answered" }, { outcome: "compacted" }]),
  );
  await chat.settled();
  await chat.say(`${chat.tag} what did I say about the ferry?`);
  const [, answer] = await chat.answered(2);
  expect(await typesOf(chat)).toEqual([["compaction"], ["text"]]);
  expect(answer).toContain("The ferry leaves at seven.");
  await chat.settled();
  await chat.say(`${chat.tag} and then?`);
  await chat.answered(3);
  expect(await typesOf(chat)).toEqual([["compaction"], ["text"], expect.anything(), ["text"]]);
  expect((await chat.requests()).every(({ status }) => status === 200)).toBe(true);

  await chat.say("/new");
  await chat.say(`${chat.tag} hello`);
  await chat.answered(4);
  expect(await typesOf(chat)).toEqual([["text"]]);
});

/** A chat whose conversation is being summed up, until the test releases the summary. */
async function beingSummedUp(): Promise<Chat> {
  const chat = await openChat();
  await chat.script(
    [
      { type: "hold", name: chat.tag },
      { type: "summary", text: `${chat.tag} They spoke of the ferry at seven.` },
    ],
    { answers: "compaction" },
  );
  await sayMuch(chat);
  await chat.answered(1);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  return chat;
}

test.concurrent("a turn that comes meanwhile does not wait, and stands behind the summary", async () => {
  const chat = await beingSummedUp();
  await chat.script([
    { type: "thinking", thinking: "on the old beginning" },
    { type: "text", text: "Meanwhile." },
  ]);
  await chat.say(`${chat.tag} something meanwhile`);
  expect((await chat.answered(2)).at(-1)).toBe("Meanwhile.");
  await release(chat.tag);
  await eventually(async () =>
    expect(await outcomes(chat)).toContainEqual({ outcome: "compacted" }),
  );
  await chat.settled();
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(3);
  const last = (await chat.requests()).at(-1);
  expect(last?.status).toBe(200);
  const told = JSON.stringify(last?.body.messages);
  expect(told).toMatch(/They spoke of the ferry.*something meanwhile.*Meanwhile\..*and now/);
  expect(told).not.toContain("on the old beginning");
});

test.concurrent("who writes into an answer while the conversation is summed up is heard at once, and all of it is kept", async () => {
  const chat = await beingSummedUp();
  await chat.script([
    { type: "text", text: "A long story. ".repeat(200), deltaChars: 14, delayMs: 100 },
  ]);
  await chat.say(`${chat.tag} tell me a story`);
  await chat.drafted("A long story.");
  await chat.script([{ type: "text", text: "A short one, then." }]);
  await chat.say(`${chat.tag} shorter, please`);
  expect((await chat.answered(3)).slice(1)).toEqual([
    expect.stringMatching(/^A long story\..*_Interrupted by your next message._$/s),
    "A short one, then.",
  ]);
  expect(await outcomes(chat)).not.toContainEqual({ outcome: "compacted" });
  await release(chat.tag);
  await eventually(async () =>
    expect(await outcomes(chat)).toContainEqual({ outcome: "compacted" }),
  );
  await chat.settled();
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(4);
  const last = (await chat.requests()).at(-1);
  expect(last?.status).toBe(200);
  expect(JSON.stringify(last?.body.messages)).toMatch(
    /They spoke of the ferry.*tell me a story.*A long story.*shorter, please.*A short one.*and now/,
  );
});

test.concurrent("a summary that fails costs nothing but the try: the talk goes on as it was", async () => {
  const chat = await openChat();
  const error = { type: "overloaded_error", message: "Overloaded" } as const;
  await chat.script([{ type: "http_error", status: 529, error }], { answers: "compaction" });
  await sayMuch(chat);
  await chat.answered(1);
  await eventually(async () => expect(await chat.requests()).toHaveLength(2));
  await chat.say(`${chat.tag} still there?`);
  await chat.answered(2);
  const asked = (await chat.requests()).filter(({ status }) => status === 200);
  expect(JSON.stringify(asked.at(-1)?.body.messages)).toContain("The ferry leaves at seven.");
});

test.concurrent("a summary that is no longer taken is told in words, after one refused request and for good", async () => {
  const chat = await openChat();
  await sayMuch(chat);
  await chat.answered(1);
  await eventually(async () =>
    expect(await outcomes(chat)).toContainEqual({ outcome: "compacted" }),
  );
  await chat.settled();
  const error = {
    type: "invalid_request_error",
    message: "messages.0.content.0: Input tag 'compaction' found; unexpected compaction block",
  } as const;
  await chat.script([{ type: "http_error", status: 400, error }]);
  const before = (await chat.requests()).length;
  for (const count of [2, 3, 4]) {
    await chat.say(`${chat.tag} question ${count}`);
    await chat.answered(count);
    await chat.settled();
  }
  const asked = (await chat.requests()).slice(before);
  expect(asked.map(({ status }) => status)).toEqual([400, 200, 200, 200]);
  const told = asked.map(({ body }) => JSON.stringify(body.messages));
  expect(told[0]).toContain('"compaction"');
  for (const messages of told.slice(1)) {
    expect(messages).not.toContain('"compaction"');
    expect(messages).toContain("The ferry leaves at seven.");
  }
});
