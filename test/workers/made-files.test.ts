/** What tools make waits until Claude decides: delivered once, kept where Telegram refuses it, and nobody else's. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Env } from "../../functions/env.ts";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat } from "./chat.ts";
import { sendFile } from "./sent-files.ts";
import { query, redis } from "./stores.ts";

type Step = Script["steps"][number];

const { FILES } = env as unknown as Env;

const echo = (input: Record<string, unknown>): Step => ({ type: "tool_use", name: "echo", input });
const deliver = (file_id: string, more = {}): Step => ({
  type: "tool_use",
  name: "deliver_file",
  input: { file_id, ...more },
});

/** What the newest request tells Claude of its calls. */
async function told(chat: Chat): Promise<{ text: string; isError: boolean }[]> {
  const { body } = (await chat.requests()).at(-1) ?? {};
  const results = (body?.messages.at(-1)?.content ?? []) as unknown as readonly {
    readonly is_error?: boolean;
    readonly content: readonly { readonly text: string }[];
  }[];
  return results.map(({ content, is_error }) => ({
    text: content.map(({ text }) => text).join("\n"),
    isError: is_error === true,
  }));
}

/** One turn in which Claude makes these calls; gives what it is told of them. */
async function turn(chat: Chat, ...calls: Step[]) {
  const before = (await chat.answers()).length;
  // A script is known by what its request says last: the last result holds this chat's word.
  await chat.script([...calls, echo({ say: chat.tag })]);
  await chat.script([{ type: "text", text: `Done ${before}.` }]);
  await chat.say(`${chat.tag} go`);
  await eventually(async () => expect((await chat.answers()).at(-1)).toContain(`Done ${before}.`));
  const results = await told(chat);
  await chat.settled();
  return results.slice(0, calls.length);
}

async function keep(chat: Chat, ...names: string[]): Promise<string[]> {
  const [result] = await turn(chat, echo({ say: chat.tag, keep: names }));
  const ids = result?.text.match(/exec_[0-9a-f]{12}(?=:)/g) ?? [];
  expect(ids).toHaveLength(names.length);
  return ids;
}

const pendingBytes = async (chat: Chat) => {
  const { objects } = await FILES.list({ prefix: "p/" });
  return objects.filter(({ key }) => key.includes(`/${chat.userId}/`));
};

const records = async (chat: Chat) =>
  (await chat.journal("select record from made_files order by position")).map(({ record }) =>
    JSON.parse(String(record)),
  );

test.concurrent("a file that is kept is not sent; delivered, it is the person's, once, under a new name", async () => {
  const chat = await openChat();
  const [id = ""] = await keep(chat, "tide.txt");
  expect(await chat.calls("sendDocument")).toEqual([]);
  expect(await redis("SMEMBERS", `exec:thread:${chat.threadId}`)).toEqual([id]);
  const meta = JSON.parse(String(await redis("GET", `exec:meta:${id}`)));
  expect(meta).toMatchObject({ id, threadId: chat.threadId, fileName: "tide.txt" });
  expect(Number(await redis("TTL", `exec:meta:${id}`))).toBeGreaterThan(3500);
  expect(await pendingBytes(chat)).toHaveLength(1);

  const [result] = await turn(chat, deliver(id, { caption: "the tide" }));
  expect(result).toMatchObject({ isError: false, text: expect.stringMatching(/made:\d+:\d+/) });
  const [sent, ...more] = await chat.calls("sendDocument");
  expect(sent?.params).toMatchObject({ caption: "the tide", chat_id: String(chat.chatId) });
  expect(more).toEqual([]);
  expect(await redis("EXISTS", `exec:thread:${chat.threadId}`, `exec:meta:${id}`)).toBe(0);
  await eventually(async () => expect(await pendingBytes(chat)).toEqual([]));
  const [newId = ""] = result?.text.match(/made:\d+:\d+/) ?? [];
  expect(
    await query("select source, state, name, context from user_files where id = $1", newId),
  ).toEqual([{ source: "assistant", state: "delivered", name: "tide.txt", context: chat.tag }]);

  const [again, read] = await turn(chat, deliver(id), echo({ say: chat.tag, read: newId }));
  expect(again).toMatchObject({ isError: true, text: expect.stringContaining(newId) });
  expect(read?.text).toBe(`${newId}: delivered tide.txt: ${chat.tag} in tide.txt`);
  expect(await chat.calls("sendDocument")).toHaveLength(1);
});

test.concurrent("delivered twice in one breath, it is sent once and the second call is an error", async () => {
  const chat = await openChat();
  const [id = ""] = await keep(chat, "chart.png");
  const [first, second] = await turn(chat, deliver(id), deliver(id));
  expect(first).toMatchObject({ isError: false });
  expect(second).toMatchObject({
    isError: true,
    text: expect.stringContaining("Do not deliver it again"),
  });
  expect(await chat.calls("sendPhoto")).toHaveLength(1);
});

test.concurrent("what Telegram refuses stays pending with the reason, and can be delivered later", async () => {
  const chat = await openChat();
  const [id = ""] = await keep(chat, "tide.txt");
  await chat.fault("sendDocument", { kind: "error", code: 400, description: "Bad Request: no" });
  const [refused] = await turn(chat, deliver(id));
  expect(refused).toMatchObject({
    isError: true,
    text: expect.stringMatching(/Bad Request: no.*still pending/),
  });
  expect(await records(chat)).toMatchObject([{ id, state: "pending" }]);
  expect(await pendingBytes(chat)).toHaveLength(1);
  const [again] = await turn(chat, deliver(id));
  expect(again).toMatchObject({ isError: false });
  expect(await records(chat)).toMatchObject([{ id, state: "delivered" }]);
});

test.concurrent("pictures delivered in one step stand together, one that is to stand alone does not", async () => {
  const chat = await openChat();
  const [a = "", b = "", c = "", d = ""] = await keep(chat, "a.png", "b.png", "c.png", "d.txt");
  const results = await turn(
    chat,
    deliver(a, { caption: "first" }),
    deliver(b),
    deliver(c, { sequential: true }),
    deliver(d),
  );
  expect(results.map(({ isError }) => isError)).toEqual([false, false, false, false]);
  expect(new Set(results.flatMap(({ text }) => text.match(/made:\d+:\d+/) ?? [])).size).toBe(4);
  const sent = (await chat.calls()).filter(
    ({ method, ok }) => ok && /Group|Photo|Document/.test(method),
  );
  expect(sent.map(({ method }) => method)).toEqual(["sendMediaGroup", "sendPhoto", "sendDocument"]);
  expect((await chat.shown()).map(({ caption }) => caption).filter(Boolean)).toEqual(["first"]);
});

test.concurrent("an album Telegram refuses goes picture by picture", async () => {
  const chat = await openChat();
  const [a = "", b = ""] = await keep(chat, "a.png", "b.png");
  await chat.fault("sendMediaGroup", {
    kind: "error",
    code: 400,
    description: "Bad Request: no album",
  });
  await chat.fault("sendPhoto", {
    kind: "error",
    code: 400,
    description: "Bad Request: PHOTO_INVALID_DIMENSIONS",
    times: 1,
  });
  const results = await turn(chat, deliver(a), deliver(b));
  expect(results.map(({ isError }) => isError)).toEqual([false, false]);
  const sent = (await chat.calls()).filter(
    ({ method, ok }) => ok && /Group|Photo|Document/.test(method),
  );
  expect(sent.map(({ method }) => method)).toEqual(["sendDocument", "sendPhoto"]);
});

test.concurrent("another person's ids, guessed ids and paths get nothing", async () => {
  const [ada, eve] = [await openChat(), await openChat()];
  const [id = ""] = await keep(ada, "secret.txt");
  const [result] = await turn(ada, echo({ say: `${ada.tag} delivered`, file: "own.txt" }));
  const [made = ""] = result?.text.match(/made:\d+:\d+/) ?? [];
  const [key = ""] = (await pendingBytes(ada)).map((object) => object.key);
  const foreign = [
    id,
    made,
    key,
    `p/../${key}`,
    "exec_000000000000",
    "user:1:1:0",
    "'; drop table",
  ];
  const results = await turn(
    eve,
    ...foreign.map((name) => deliver(name)),
    ...foreign.map((name) => echo({ say: eve.tag, read: name })),
  );
  for (const [at, name] of foreign.entries()) {
    expect(results[at]).toMatchObject({
      isError: true,
      text: expect.stringContaining("no pending file"),
    });
    expect(results[at + foreign.length]?.text).toBe(`${name}: unknown`);
  }
  const sent = (await eve.calls()).filter(({ method }) => /Group|Photo|Document/.test(method));
  expect(sent).toEqual([]);
});

test.concurrent("what a person sent is read in its turn from R2, and later from Telegram", async () => {
  const chat = await openChat();
  const words = `depths of ${chat.tag}`;
  const { fields } = await sendFile(chat, {
    as: "document",
    name: "log.txt",
    bytes: Buffer.from(words),
  });
  await chat.script([{ type: "text", text: "Read." }]);
  await chat.say({ ...fields, caption: chat.tag });
  await chat.answered(1);
  await chat.settled();
  const [{ id } = {}] = await query("select id from user_files where chat_id = $1", chat.chatId);
  const [read] = await turn(chat, echo({ say: chat.tag, read: id }));
  expect(read?.text).toBe(`${id}: refetched log.txt: ${words}`);
});

test.concurrent("Claude looks at a picture before it delivers it, and sees it as a picture", async () => {
  const chat = await openChat();
  const [id = ""] = await keep(chat, "chart.png");
  await turn(chat, { type: "tool_use", name: "preview_file", input: { file_id: id } });
  expect(await records(chat)).toMatchObject([{ id, state: "previewed" }]);
  const seen = JSON.stringify((await chat.requests()).at(-1)?.body.messages.at(-1));
  expect(seen).toMatch(/"source":\{"type":"file","file_id":"file_\w+"\},"type":"image"/);
  const [delivered] = await turn(chat, deliver(id));
  expect(delivered?.isError).toBe(false);
});
