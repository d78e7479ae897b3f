/** Claude refuses, breaks off, stalls or says nothing: the person always reads a sentence, and the talk goes on. */
import { expect, test } from "vitest";
import { cacheKey } from "../../lib/cache/keys.ts";
import type { ThreadId } from "../../lib/model/ids.ts";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { query, redis } from "./stores.ts";

const cutOff = "\n\n_The answer was cut off here._";
const failed =
  "I couldn't get an answer just now. Your message is kept; please try again in a moment.";
const overloaded = { type: "overloaded_error", message: "Overloaded" } as const;

/** The strict stand-in takes what this turn left in history. */
async function expectNextTurnWorks(chat: Chat): Promise<void> {
  const before = (await chat.answers()).length;
  await chat.say(`${chat.tag} next`);
  const answers = await chat.answered(before + 1);
  expect(answers.at(-1)).not.toBe(failed);
  expect((await chat.requests()).at(-1)?.status).toBe(200);
}

const passing = [
  [529, "overloaded_error", {}],
  [500, "api_error", {}],
  [429, "rate_limit_error", { "retry-after": "0" }],
] as const;

test.concurrent.for(passing)(
  "a %i before the first word is tried again, and the person sees only the answer",
  async ([status, type, headers]) => {
    const chat = await openChat();
    const error = { type, message: "not now" };
    await chat.script([{ type: "http_error", status, error, headers }], { times: 2 });
    await chat.script([{ type: "text", text: "here I am" }]);
    await chat.say(`${chat.tag} hello`);
    expect(await chat.answered(1)).toEqual(["here I am"]);
    expect((await chat.requests()).map((request) => request.status)).toEqual([status, status, 200]);
  },
);

test.concurrent("after three tries the person reads a kind sentence, and the turn is recorded as failed", async () => {
  const chat = await openChat();
  await chat.script([{ type: "http_error", status: 529, error: overloaded }], { times: 3 });
  await chat.say(`${chat.tag} hello`);
  expect(await chat.answered(1)).toEqual([failed]);
  expect(await chat.requests()).toHaveLength(3);
  await eventually(async () =>
    expect(
      await query("select outcome, error_code from turns where thread_id = $1", chat.threadId),
    ).toEqual([{ outcome: "failed", error_code: "claude_rejected" }]),
  );
  await expectNextTurnWorks(chat);
  const texts = (await chat.requests()).at(-1)?.body.messages.flatMap(({ content }) => content);
  expect(texts?.map(({ text }) => text)).toEqual([`${chat.tag} hello`, `${chat.tag} next`]);
});

test.concurrent.for([
  [400, "invalid_request_error"],
  [401, "authentication_error"],
  [403, "permission_error"],
  [429, "rate_limit_error"], // without Retry-After: the spend limit
] as const)("a %i that no repetition heals is not repeated", async ([status, type]) => {
  const chat = await openChat();
  await chat.script([{ type: "http_error", status, error: { type, message: "no" } }]);
  await chat.say(`${chat.tag} hello`);
  expect(await chat.answered(1)).toEqual([failed]);
  expect(await chat.requests()).toHaveLength(1);
  await expectNextTurnWorks(chat);
});

const story: Script["steps"] = [
  { type: "thinking", thinking: "What shall I tell? 🤔", deltaChars: 5 },
  { type: "text", text: "Жили-были 👩‍👩‍👧 старик со старухой.", deltaChars: 3 },
];
const storyText = "Жили-были 👩‍👩‍👧 старик со старухой.";

async function expectKeptOrRepeated(chat: Chat): Promise<void> {
  const [answer = ""] = await chat.answered(1);
  const isRepeated = answer === "second try";
  expect(await chat.requests()).toHaveLength(isRepeated ? 2 : 1);
  if (!isRepeated) {
    expect(answer.endsWith(cutOff), answer).toBe(true);
    const kept = answer.slice(0, -cutOff.length);
    expect(kept).not.toBe("");
    expect(storyText.startsWith(kept), kept).toBe(true);
  }
  await expectNextTurnWorks(chat);
}

/** Every 64th byte; the parser alone is cut at each byte (test/lib/claude/stream-cuts.test.ts). */
const lastCut = 2944;

/** Twelve chats at a time: Telegram takes 30 messages a second in all. */
const cutsInParts = Array.from({ length: lastCut / 64 / 12 + 1 }, (_part, part) =>
  Array.from({ length: 12 }, (_cut, cut) => (part * 12 + cut) * 64).filter((at) => at <= lastCut),
);

test.for(cutsInParts)(
  "cut at %o, what came is kept and marked; where no word had come, Claude is asked again",
  async (bytes) => {
    const chats = await Promise.all(
      bytes.map(async (atByte) => {
        const chat = await openChat();
        await chat.script(story, { fault: { type: "cut", atByte } });
        await chat.script([{ type: "text", text: "second try" }]);
        await chat.say(`${chat.tag} cut at ${atByte}`);
        return chat;
      }),
    );
    for (const chat of chats) await expectKeptOrRepeated(chat);
    const answerTo = async (atByte: number) => (await chats[bytes.indexOf(atByte)]?.answers())?.[0];
    if (bytes.includes(0)) expect(await answerTo(0)).toBe("second try");
    if (bytes.includes(lastCut)) expect(await answerTo(lastCut)).toContain("старик");
  },
);

test.concurrent.for([0, 2, 9])(
  "an error inside the stream after %i pieces loses nothing that came before it",
  async (afterDeltas) => {
    const chat = await openChat();
    await chat.script(story, { fault: { type: "error_event", afterDeltas, error: overloaded } });
    await chat.script([{ type: "text", text: "second try" }]);
    await chat.say(`${chat.tag} hello`);
    await expectKeptOrRepeated(chat);
  },
);

test.concurrent("an answer that ends without its end is marked as cut off, even if every word came", async () => {
  const chat = await openChat();
  await chat.script(story, { fault: { type: "end_early" } });
  await chat.say(`${chat.tag} hello`);
  expect(await chat.answered(1)).toEqual([`${storyText}${cutOff}`]);
  await expectNextTurnWorks(chat);
});

test.concurrent("a stream in which only pings come is ended, and what it said is kept", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "Let me think" },
    { type: "hold", name: chat.tag, pingEveryMs: 200 },
  ]);
  await chat.say(`${chat.tag} hello`);
  expect(await chat.answered(1)).toEqual([`Let me think${cutOff}`]);
  await expectNextTurnWorks(chat);
});

test.concurrent("signed thinking comes back to Claude as it was, over five turns", async () => {
  const chat = await openChat();
  for (let turn = 1; turn <= 5; turn += 1) {
    await chat.script([
      { type: "thinking", thinking: `thought ${turn}` },
      { type: "text", text: `answer ${turn}` },
    ]);
    await chat.say(`${chat.tag} question ${turn}`);
    await chat.answered(turn);
  }
  const requests = await chat.requests();
  expect(requests.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const replayed = requests[4]?.body.messages.flatMap(({ content }) =>
    content.filter(({ type }) => type === "thinking"),
  );
  expect(replayed).toHaveLength(4);
  expect(replayed?.every(({ signature }) => (signature ?? "").length > 0)).toBe(true);
});

test.concurrent("a history that is no longer what it was costs one more request, not the conversation", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "thinking", thinking: "hm" },
    { type: "text", text: "first answer" },
  ]);
  await chat.say(`${chat.tag} first question`);
  await chat.answered(1);
  const key = cacheKey.messages(chat.threadId as ThreadId, 1);
  // Until Postgres has the true words, the journal lays them over the cache.
  await chat.settled();
  const cached = String(await redis("HGET", key, "1"));
  await redis("HSET", key, "1", cached.replace("first question", "another question"));
  await expectNextTurnWorks(chat);
  expect((await chat.requests()).map(({ status }) => status)).toEqual([200, 400, 200]);
});

const endings = [
  [
    "a refusal",
    [{ type: "stop", reason: "refusal", category: null, explanation: null }],
    "I can't help with that one. Is there something else I can do?",
  ],
  ["an empty answer", [], "I have nothing to add to that. Could you say it another way?"],
  [
    "an answer of blanks",
    [{ type: "text", text: " \n " }],
    "I have nothing to add to that. Could you say it another way?",
  ],
  [
    "an answer at its length limit",
    [
      { type: "text", text: "so long" },
      { type: "stop", reason: "max_tokens" },
    ],
    "so long\n\n_The answer reached its length limit here._",
  ],
  [
    "thinking at its length limit",
    [
      { type: "thinking", thinking: "hm" },
      { type: "stop", reason: "max_tokens" },
    ],
    "_The answer reached its length limit here._",
  ],
  [
    "a conversation too long to go on",
    [
      { type: "text", text: "as far as this" },
      { type: "stop", reason: "model_context_window_exceeded" },
    ],
    "as far as this\n\n_Our conversation has become too long for me to go on. /new starts a fresh one._",
  ],
] as const satisfies [string, Script["steps"], string][];

test.concurrent.for(endings)(
  "%s is something to read, and the talk goes on",
  async ([, steps, sentence]) => {
    const chat = await openChat();
    await chat.script([...steps]);
    await chat.say(`${chat.tag} hello`);
    expect(await chat.answered(1)).toEqual([sentence]);
    await expectNextTurnWorks(chat);
  },
);

test.concurrent("what is more than a request can hold is said so, without a button that could not help", async () => {
  const chat = await openChat();
  const error = { type: "request_too_large", message: "Request exceeds the maximum size" } as const;
  await chat.script([{ type: "http_error", status: 413, error }]);
  await chat.say(`${chat.tag} all of it`);
  expect(await chat.answered(1)).toEqual([
    "This is more than I can read at once. Could you send it in smaller pieces, or ask about a part of it?",
  ]);
  expect((await chat.shown()).at(-1)?.reply_markup).toBeUndefined();
  expect(await chat.requests()).toHaveLength(1);
  await expectNextTurnWorks(chat);
});
