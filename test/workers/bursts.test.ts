/** What a person sends in one breath travels together, with its files; what comes late follows. */
import { afterEach, expect, inject, test } from "vitest";
import { type Chat, eventually, openChat, post, sim } from "./chat.ts";

const world = inject("world");

afterEach(() => sim("telegram", "DELETE", "/sim/faults"));

type Sent = {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
};

/** A file Telegram knows, as a message would name it. */
async function document(
  chat: Chat,
  name: string,
  content: string,
): Promise<Record<string, unknown>> {
  const form = new FormData();
  form.set("chat_id", String(chat.chatId));
  form.set("document", new File([content], name, { type: "text/plain" }));
  const url = `http://127.0.0.1:${world.telegram.port}/bot${world.telegram.token}/sendDocument`;
  const answer = (await (await fetch(url, { method: "POST", body: form })).json()) as {
    result: { document: Sent };
  };
  return { ...answer.result.document, file_name: name, mime_type: "text/plain" };
}

/** getFile names no chat: the next calls of anybody meet the fault. */
function faultDownloads(fault: Record<string, unknown>): Promise<unknown> {
  return sim("telegram", "POST", "/sim/faults", { method: "getFile", ...fault });
}

const heard = async (chat: Chat) =>
  JSON.stringify((await chat.requests()).at(-1)?.body.messages.at(-1));

test("an album of five with slow downloads is one turn with five files and one caption", async () => {
  const chat = await openChat();
  const names = ["one", "two", "three", "four", "five"];
  const documents = await Promise.all(
    names.map((name) => document(chat, `${name}.txt`, `about ${name}`)),
  );
  await faultDownloads({ kind: "delay", delayMs: 700, times: 5 });
  for (const [index, file] of documents.entries()) {
    const caption = index === 2 ? { caption: `${chat.tag} our holiday` } : {};
    await chat.say({ media_group_id: "g1", document: file, ...caption });
  }
  await chat.answered(1);
  const said = await heard(chat);
  for (const name of names) expect(said).toContain(`${name}.txt`);
  expect(said.split("our holiday")).toHaveLength(2);
  expect(await chat.requests()).toHaveLength(1);
});

test("text and a slow file sent together are answered together", async () => {
  const chat = await openChat();
  const file = await document(chat, "notes.txt", "slow notes");
  await faultDownloads({ kind: "delay", delayMs: 1200 });
  await chat.say({ document: file });
  await chat.say(`${chat.tag} what does it say?`);
  await chat.answered(1);
  expect(await heard(chat)).toMatch(/notes\.txt.*what does it say\?/);
});

test("a late file is announced, and becomes the next batch", async () => {
  const chat = await openChat();
  const file = await document(chat, "late.txt", "later words");
  await faultDownloads({ kind: "delay", delayMs: 5000 });
  await chat.say({ caption: `${chat.tag} here it comes`, document: file });
  await chat.say(`${chat.tag} hello meanwhile`);
  await chat.answered(1);
  expect(await heard(chat)).not.toContain("late.txt");
  expect((await chat.plainAnswers()).filter((text) => text.includes("late.txt"))).toHaveLength(1);
  await chat.answered(2);
  expect(await heard(chat)).toContain("late.txt");
});

test("a file that cannot be had is told of once, and the rest of the batch goes on", async () => {
  const chat = await openChat();
  const file = await document(chat, "gone.txt", "nothing to see");
  await faultDownloads({
    kind: "error",
    code: 400,
    description: "Bad Request: wrong file_id",
    times: 5,
  });
  await chat.say({ document: file });
  await chat.say(`${chat.tag} and this?`);
  await chat.answered(1);
  await eventually(async () =>
    expect((await chat.plainAnswers()).filter((text) => text.includes("gone.txt"))).toHaveLength(1),
  );
});

test("a file too large is refused with its limit, and alone it is no question for Claude", async () => {
  const chat = await openChat();
  const large = { file_id: "x", file_unique_id: "y", file_name: "film.bin", file_size: 30_000_000 };
  await chat.say({ document: large });
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect((await chat.plainAnswers())[0]).toMatch(/film\.bin.*20 MB/s);
  expect(await chat.requests()).toEqual([]);
});

test("twelve forwards 700 ms apart are one turn, each with its author", async () => {
  const origin = { type: "hidden_user", sender_user_name: "Grace", date: 1_700_000_000 };
  const chat = await openChat();
  const texts = Array.from({ length: 12 }, (_, index) => `${chat.tag} part ${index + 1}.`);
  for (const text of texts) {
    await chat.say({ text, forward_origin: origin });
    // The gap itself is what is tried: live bursts arrive so (field-and-platforms §1.3).
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  await chat.answered(1);
  const said = await heard(chat);
  for (const text of [...texts, "Grace"]) expect(said).toContain(text);
  expect(await chat.requests()).toHaveLength(1);
});

test("a paste that Telegram cut in three is one turn, whole and in order", async () => {
  const chat = await openChat();
  const parts = [4096, 4096, 900].map((length, index) =>
    `${chat.tag} ${index} `.padEnd(length, "abc"[index]),
  );
  for (const part of parts) await chat.say(part);
  await chat.answered(1);
  const [request] = await chat.requests();
  expect(await chat.requests()).toHaveLength(1);
  const texts = request?.body.messages.at(-1)?.content.map(({ text }) => text);
  expect(texts).toEqual(parts);
});

test("an edit of a message that still waits takes its place", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} helo`);
  await post(update);
  const edited = { ...update.message, text: `${chat.tag} hello`, edit_date: update.message.date };
  await post({ update_id: update.update_id + 1_000_000, edited_message: edited });
  await chat.answered(1);
  const said = await heard(chat);
  expect(said).toContain("hello");
  expect(said).not.toContain('helo"');
});
