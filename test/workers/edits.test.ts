/** What a person changes afterwards: Claude learns of it, and answers anew if it is asked to. */
import { expect, inject, test } from "vitest";
import { type Chat, eventually, openChat, post, release, sim } from "./chat.ts";
import { query } from "./stores.ts";

type Update = ReturnType<Chat["update"]>;
let editedUpdates = 1_000_000;

/** The same message with other words, as an update of its own. */
function edited({ update_id, message }: Update, text: string) {
  editedUpdates += 1;
  const edited_message = { ...message, text, entities: [], edit_date: message.date + 1 };
  return { update_id: update_id + editedUpdates, edited_message };
}

async function sayUpdate(chat: Chat, text: string): Promise<Update> {
  const update = chat.update(`${chat.tag} ${text}`);
  await post(update);
  return update;
}

const textsOf = (chat: Chat) =>
  chat
    .requests()
    .then((requests) =>
      requests.map(({ body }) => body.messages.at(-1)?.content.map(({ text }) => text)),
    );

function noteOf({ message }: Update, words: string): string {
  const sentAt = new Date(message.date * 1000).toISOString();
  return `[The person edited their message of ${sentAt}: it now reads: ${words}]`;
}

type Offer = { readonly text: string; readonly data: string; readonly under: number };

/** Buttons the person was shown, in order. */
async function offers(chat: Chat): Promise<Offer[]> {
  const sent = (await chat.calls("sendMessage")).filter((call) => call.params.reply_markup);
  return sent.map(({ params }) => {
    const markup = params.reply_markup as { inline_keyboard: { callback_data: string }[][] };
    const under = (params.reply_parameters as { message_id: number }).message_id;
    const data = markup.inline_keyboard[0]?.[0]?.callback_data ?? "";
    return { text: String(params.text), data, under };
  });
}

function offered(chat: Chat, count: number): Promise<Offer[]> {
  return eventually(async () => {
    const found = await offers(chat);
    expect(found).toHaveLength(count);
    return found;
  });
}

let presses = Math.floor(Math.random() * 1e9);

function press(chat: Chat, data: string, userId = chat.userId) {
  presses += 1;
  const type = chat.chatId === chat.userId ? "private" : "supergroup";
  return {
    update_id: 3_000_000_000_000 + presses,
    callback_query: {
      id: `press-${presses}`,
      from: { id: userId, is_bot: false, first_name: "Ada", language_code: "en" },
      chat_instance: "1",
      message: {
        message_id: 999,
        date: 1_795_000_000,
        chat: { id: chat.chatId, type, title: "A" },
      },
      data,
    },
  };
}

/** What the client of whoever pressed was told. */
function told({ callback_query }: ReturnType<typeof press>): Promise<string[]> {
  return eventually(async () => {
    const { calls } = await sim<{
      calls: { method: string; params: { callback_query_id?: string; text?: string } }[];
    }>("telegram", "GET", "/sim/calls");
    const answers = calls
      .filter(({ params }) => params.callback_query_id === callback_query.id)
      .map(({ params }) => String(params.text));
    expect(answers.length).toBeGreaterThan(0);
    return answers;
  });
}

const over = "This button has done its work. Just write to me, and I'll gladly go on.";
const onItsWay = "A new answer is on its way.";

/** Each request begins with all that the one before it said. */
async function expectAppendOnly(chat: Chat): Promise<void> {
  const prompts = (await chat.requests()).map(({ body }) =>
    body.messages.map(({ role, content }) =>
      JSON.stringify({
        role,
        content: content.map((block) => ({ ...block, cache_control: undefined })),
      }),
    ),
  );
  for (const [index, prompt] of prompts.slice(1).entries()) {
    const before = prompts[index] ?? [];
    expect(prompt.slice(0, before.length)).toEqual(before);
  }
}

test("an edit before the answer corrects the question", async () => {
  const chat = await openChat();
  const question = chat.update(`${chat.tag} helo`);
  await post(question);
  const edit = edited(question, `${chat.tag} hello`);
  await post(edit);
  await chat.answered(1);
  await post(edit);
  await chat.say(`${chat.tag} next`);
  await chat.answered(2);
  expect(await textsOf(chat)).toEqual([[`${chat.tag} hello`], [`${chat.tag} next`]]);
  expect(await offers(chat)).toEqual([]);
});

test("an edit during the answer is the next question", async () => {
  const chat = await openChat();
  await chat.script([
    { type: "text", text: "slow " },
    { type: "hold", name: chat.tag },
    { type: "text", text: "answer" },
  ]);
  const question = await sayUpdate(chat, "six?");
  await chat.drafted("slow");
  await post(edited(question, `${chat.tag} nine?`));
  await release(chat.tag);
  await chat.answered(2);
  expect(await textsOf(chat)).toEqual([[`${chat.tag} six?`], [`${chat.tag} nine?`]]);
});

test("an edit after the answer is offered a new one, told with the next message once, and stored beside the original", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await chat.settled();
  const edit = edited(question, "nine?");
  await post(edit);
  await post(edit);
  const [offer] = await offered(chat, 1);
  expect(offer?.under).toBe(question.message.message_id);
  expect(offer?.text).toContain("you changed this");
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  await chat.say(`${chat.tag} well?`);
  await chat.answered(3);
  expect(await textsOf(chat)).toEqual([
    [`${chat.tag} six?`],
    [noteOf(question, "nine?"), `${chat.tag} so?`],
    [`${chat.tag} well?`],
  ]);
  await expectAppendOnly(chat);
  await chat.settled();
  expect(await offers(chat)).toHaveLength(1);
  expect(
    await query(
      `select m.blocks as told, e.blocks as reads, e.seq from messages m
       join message_edits e using (thread_id, epoch, seq) where thread_id = $1`,
      chat.threadId,
    ),
  ).toEqual([
    {
      // Behind the words stands what time it was.
      told: [{ type: "text", text: `${chat.tag} six?` }, expect.anything()],
      reads: [{ type: "text", text: "nine?" }],
      seq: 1,
    },
  ]);
});

test("two edits of one message are one note with the newest words, and two stored edits", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await chat.settled();
  await post(edited(question, "nien?"));
  await offered(chat, 1);
  await post(edited(question, "nine?"));
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  expect((await textsOf(chat))[1]).toEqual([noteOf(question, "nine?"), `${chat.tag} so?`]);
  await chat.settled();
  expect(await offers(chat)).toHaveLength(1);
  const stored = await query(
    "select blocks from message_edits where thread_id = $1 order by update_id",
    chat.threadId,
  );
  expect(JSON.stringify(stored)).toMatch(/nien\?.*nine\?/);
});

test("Regenerate answers with the file that replaced the one of an answered message", async () => {
  const chat = await openChat();
  const send = async (name: string) => {
    const form = new FormData();
    form.set("chat_id", String(chat.chatId));
    form.set("document", new File([`about ${name}`], name, { type: "text/plain" }));
    const { port, token } = inject("world").telegram;
    const url = `http://127.0.0.1:${port}/bot${token}/sendDocument`;
    const sent = (await (await fetch(url, { method: "POST", body: form })).json()) as {
      result: { document: Record<string, unknown> };
    };
    return { ...sent.result.document, file_name: name, mime_type: "text/plain" };
  };
  const question = chat.update({
    document: await send("six.txt"),
    caption: `${chat.tag} what is it?`,
  });
  await post(question);
  await chat.answered(1);
  await post({
    update_id: question.update_id + 5_000_000,
    edited_message: { ...question.message, document: await send("nine.txt"), edit_date: 1 },
  });
  const [offer] = await offered(chat, 1);
  await post(press(chat, offer?.data ?? ""));
  await chat.answered(2);
  const asked = JSON.stringify((await chat.requests()).at(-1)?.body.messages.at(-1));
  expect(asked).toMatch(/Its file was replaced.*nine\.txt.*They ask for a new answer/);
  expect(asked).not.toContain("six.txt");
  await expectAppendOnly(chat);
});

test("an edit of a message the bot never saw, or of a command, is passed over in silence", async () => {
  const chat = await openChat();
  const never = chat.update(`${chat.tag} never sent`);
  await post(edited(never, "nothing"));
  const help = chat.update("/help");
  await post(help);
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  await post(edited(help, "help me"));
  await chat.say(`${chat.tag} hello`);
  await chat.answered(1);
  expect(await textsOf(chat)).toEqual([[`${chat.tag} hello`]]);
  expect(await chat.plainAnswers()).toHaveLength(1);
});

test("Regenerate answers the edited message anew, once, also when pressed twice or delivered twice", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await post(edited(question, "nine?"));
  const [offer] = await offered(chat, 1);
  const pressed = press(chat, offer?.data ?? "");
  await Promise.all([post(pressed), post(pressed), post(pressed)]);
  expect(await told(pressed)).toEqual([onItsWay]);
  await chat.answered(2);
  const second = press(chat, offer?.data ?? "");
  await post(second);
  expect(await told(second)).toEqual([over]);
  await chat.say(`${chat.tag} thanks`);
  await chat.answered(3);
  expect(await textsOf(chat)).toEqual([
    [`${chat.tag} six?`],
    [noteOf(question, "nine?"), "[They ask for a new answer to it]"],
    [`${chat.tag} thanks`],
  ]);
  await expectAppendOnly(chat);
});

test("Regenerate pressed during another answer lets that come whole, and follows it", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await post(edited(question, "nine?"));
  const [offer] = await offered(chat, 1);
  await chat.script([
    { type: "text", text: "A long " },
    { type: "hold", name: chat.tag },
    { type: "text", text: "story." },
  ]);
  await chat.say(`${chat.tag} tell me`);
  await chat.drafted("A long");
  const pressed = press(chat, offer?.data ?? "");
  await post(pressed);
  expect(await told(pressed)).toEqual([onItsWay]);
  await release(chat.tag);
  expect((await chat.answered(3))[1]).toBe("A long story.");
  expect((await textsOf(chat)).at(-1)?.at(-1)).toBe("[They ask for a new answer to it]");
  await expectAppendOnly(chat);
});

test("Regenerate still works after the next message has told of the edit", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await post(edited(question, "nine?"));
  const [offer] = await offered(chat, 1);
  await chat.say(`${chat.tag} so?`);
  await chat.answered(2);
  const pressed = press(chat, offer?.data ?? "");
  await post(pressed);
  expect(await told(pressed)).toEqual([onItsWay]);
  await chat.answered(3);
  expect((await textsOf(chat))[2]?.[0]).toBe(noteOf(question, "nine?"));
  await expectAppendOnly(chat);
});

test("somebody else's press does nothing but tell them so", async () => {
  const chat = await openChat({ group: true });
  const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");
  const question = await sayUpdate(chat, `six? @${bot.username}`);
  await chat.answered(1);
  await post(edited(question, "nine?"));
  const [offer] = await offered(chat, 1);
  const foreign = press(chat, offer?.data ?? "", chat.userId + 1);
  await post(foreign);
  expect(await told(foreign)).toEqual([over]);
  const own = press(chat, offer?.data ?? "");
  await post(own);
  await chat.answered(2);
  expect(await chat.requests()).toHaveLength(2);
});

test("a press of a button from before /new, or of one nobody knows, is answered kindly", async () => {
  const chat = await openChat();
  const question = await sayUpdate(chat, "six?");
  await chat.answered(1);
  await post(edited(question, "nine?"));
  const [offer] = await offered(chat, 1);
  await chat.say("/new");
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(2));
  for (const data of [offer?.data ?? "", "again:77", "frobnicate"]) {
    const pressed = press(chat, data);
    await post(pressed);
    expect(await told(pressed)).toEqual([over]);
  }
  expect(await chat.answers()).toHaveLength(1);
});
