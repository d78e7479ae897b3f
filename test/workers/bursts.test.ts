/** What a person sends in one breath travels together, with its files; what comes late follows. */
import { expect, test } from "vitest";
import { type Chat, eventually, openChat, post } from "./chat.ts";
import { faultDownload, heard, sendFile } from "./sent-files.ts";

const textFile = (chat: Chat, name: string, words: string) =>
  sendFile(chat, { as: "document", name, mimeType: "text/plain", bytes: Buffer.from(words) });

const asked = async (chat: Chat) => Promise.all((await chat.requests()).map(heard));

test("the same file twice in one breath is uploaded once, and shown under both names", async () => {
  const chat = await openChat();
  const file = await textFile(chat, "tides.txt", "high water at six");
  await faultDownload(file, { kind: "delay", delayMs: 400, times: 2 });
  const document = file.fields.document as Record<string, unknown>;
  await chat.say({ media_group_id: "g1", document, caption: `${chat.tag} look` });
  await chat.say({ media_group_id: "g1", document: { ...document, file_name: "again.txt" } });
  await chat.answered(1);
  const [request] = await chat.requests();
  const shown = (request?.body.messages.at(-1)?.content ?? []).filter(
    ({ type }) => type === "document",
  );
  expect(shown.map(({ title }) => title)).toEqual(["tides.txt", "again.txt"]);
  expect(new Set(shown.map(({ source }) => source?.file_id)).size).toBe(1);
});

test("a late file is announced, and becomes the next batch", async () => {
  const chat = await openChat();
  const file = await textFile(chat, "late.txt", `${chat.tag} later words`);
  await faultDownload(file, { kind: "delay", delayMs: 5000 });
  await chat.say({ ...file.fields, caption: `${chat.tag} here it comes` });
  await chat.say(`${chat.tag} hello meanwhile`);
  await chat.answered(1);
  expect(await asked(chat)).toEqual([[`${chat.tag} hello meanwhile`]]);
  expect(await chat.plainAnswers()).toEqual([
    "“late.txt” is still on its way. I'll answer the rest first and come to it next.",
  ]);
  await chat.answered(2);
  expect((await asked(chat))[1]).toEqual([
    `${chat.tag} here it comes`,
    `document late.txt: ${chat.tag} later words`,
  ]);
});

test("a file that cannot be had is told of once, and the rest of the batch goes on", async () => {
  const chat = await openChat();
  const file = await textFile(chat, "gone.txt", `${chat.tag} nothing to see`);
  const description = "Bad Request: wrong file_id";
  await faultDownload(file, { kind: "error", code: 400, description, times: 5 });
  await chat.say(file.fields);
  await chat.say(`${chat.tag} and this?`);
  await chat.answered(1);
  await eventually(async () =>
    expect(await chat.plainAnswers()).toEqual([expect.stringContaining("gone.txt")]),
  );
  expect(await asked(chat)).toEqual([
    [expect.stringMatching(/^\[file gone\.txt: it could not be fetched/), `${chat.tag} and this?`],
  ]);
});

test("a file too large is refused with its limit, and alone it is no question for Claude", async () => {
  const chat = await openChat();
  const large = { file_id: "x", file_unique_id: "y", file_name: "film.bin", file_size: 30_000_000 };
  await chat.say({ document: large });
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect((await chat.plainAnswers())[0]).toMatch(/film\.bin.*20 MB/s);
  const [told] = await chat.calls("sendMessage");
  expect(told?.params.reply_parameters).toMatchObject({ message_id: 1 });
  expect(await chat.requests()).toEqual([]);
});

test("a picture that cannot be converted still reaches Claude as a file, and its sender learns why it is not seen", async () => {
  const chat = await openChat();
  const bytes = Buffer.from(`\0\0\0\x18ftypheic${"\0".repeat(20)}${chat.tag}`, "latin1");
  const mimeType = "image/heic";
  const { fields } = await sendFile(chat, { as: "document", name: "IMG_2.HEIC", mimeType, bytes });
  await chat.say({ ...fields, caption: `${chat.tag} who?` });
  await chat.answered(1);
  expect(JSON.stringify(await asked(chat))).toMatch(
    /IMG_2\.HEIC.*image\/heic.*cannot be shown to you/,
  );
  await eventually(async () => expect(await chat.plainAnswers()).toHaveLength(1));
  expect((await chat.plainAnswers())[0]).toMatch(/IMG_2\.HEIC.*JPEG or PNG/);
});

test("twelve forwards 700 ms apart are one turn, each with its author and time", async () => {
  const chat = await openChat();
  const authors = ["Grace", "Hedy"];
  const texts = Array.from({ length: 12 }, (_, index) => `${chat.tag} part ${index + 1}.`);
  for (const [index, text] of texts.entries()) {
    const sender_user_name = authors[index % 2];
    const forward_origin = { type: "hidden_user", sender_user_name, date: 1_700_000_000 + index };
    await chat.say({ text, forward_origin });
    // The gap itself is what is tried: live bursts arrive so (field-and-platforms §1.3).
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  await chat.answered(1);
  const told = texts.flatMap((text, index) => {
    const written = new Date((1_700_000_000 + index) * 1000).toISOString();
    return [`[Forwarded from ${authors[index % 2]}, written ${written}]`, text];
  });
  expect(await asked(chat)).toEqual([told]);
});

test("a paste that Telegram cut in three is one turn, whole and in order", async () => {
  const chat = await openChat();
  const parts = [4096, 4096, 900].map((length, index) =>
    `${chat.tag} ${index} `.padEnd(length, "abc"[index]),
  );
  for (const part of parts) {
    await chat.say(part);
    // Longer than the window: a cut paste comes so where its parts are large and the line is slow.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await chat.answered(1);
  expect(await asked(chat)).toEqual([parts]);
});

test("an edit of a message that still waits takes its place", async () => {
  const chat = await openChat();
  const update = chat.update(`${chat.tag} helo`);
  await post(update);
  const edited = { ...update.message, text: `${chat.tag} hello`, edit_date: update.message.date };
  await post({ update_id: update.update_id + 1_000_000, edited_message: edited });
  await chat.answered(1);
  expect(await asked(chat)).toEqual([[`${chat.tag} hello`]]);
});
