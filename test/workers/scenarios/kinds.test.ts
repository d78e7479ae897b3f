/** Scenarios S15–S21 of the reference: each kind of message reaches Claude as what it is, or the person hears why not. */
import { expect, test } from "vitest";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { jpeg, mp4, oggOpus, pdf, png, webp } from "../../lib/files/sample-files.ts";
import { type Chat, openChat, sim } from "../chat.ts";
import { marked } from "../marked.ts";
import { contentsOf, faultDownload, type Sending, sendFile } from "../sent-files.ts";
import { query } from "../stores.ts";

/** What Claude was told first. The turn after it carries the tag by which this chat's requests are known. */
async function toldFirst(chat: Chat): Promise<string[]> {
  await chat.answered(1);
  await chat.say(`${chat.tag} and now?`);
  await chat.answered(2);
  const [second] = await chat.requests();
  expect(second?.body.messages).toHaveLength(3);
  return contentsOf(second?.body.messages[0]);
}

const { bot } = await sim<{ bot: { username: string } }>("telegram", "GET", "/sim/state");

const place = { latitude: 59.9139, longitude: 10.7522 };
const wordless = [
  ["an animated sticker", { sticker: { emoji: "🐳", is_animated: true } }, /🐳/],
  ["a place", { location: place }, /latitude 59\.9139, longitude 10\.7522/],
  [
    "a venue",
    { venue: { location: place, title: "Pier 7", address: "Harbour 1" } },
    /Pier 7, Harb/,
  ],
  ["a contact", { contact: { phone_number: "+4712", first_name: "Bo" } }, /Bo, phone \+4712/],
  [
    "a poll",
    { poll: { question: "Sail when?", options: [{ text: "dusk" }] } },
    /Sail when\?.*dusk/,
  ],
  ["dice", { dice: { emoji: "🎯", value: 6 } }, /🎯: 6/],
] as const;

test.concurrent.for(wordless)(
  "S15 in a private chat %s is a question like any",
  async ([, message, told]) => {
    const chat = await openChat();
    await chat.say(message);
    expect(await toldFirst(chat)).toEqual([expect.stringMatching(told)]);
    expect(await chat.plainAnswers()).toEqual([]);
  },
);

test.concurrent("S15 a sticker in a private chat is answered, and Claude sees it", async () => {
  const chat = await openChat();
  const bytes = marked(webp(64, 48), `${chat.tag} anchor`);
  const { fields } = await sendFile(chat, { as: "sticker", name: "s.webp", bytes });
  await chat.say({ sticker: { ...(fields.sticker as object), emoji: "⚓" } });
  expect(await toldFirst(chat)).toEqual([
    "[sticker ⚓]",
    expect.stringMatching(new RegExp(`^image: RIFF.* ${chat.tag} anchor$`, "s")),
  ]);
});

test.concurrent("S15 in a group nobody is answered for a sticker, a place, a contact, a poll or dice", async () => {
  const chat = await openChat({ group: true });
  for (const [, message] of wordless) await chat.say(message);
  await chat.say(`${chat.tag} and you, @${bot.username}?`);
  await chat.answered(1);
  const [request, ...more] = await chat.requests();
  expect(request?.body.messages).toHaveLength(1);
  expect(await contentsOf(request?.body.messages[0])).toEqual([
    "[From Ada]",
    `${chat.tag} and you, @${bot.username}?`,
  ]);
  expect(more).toEqual([]);
  expect(await chat.plainAnswers()).toEqual([]);
});

test.concurrent("S16 a photo that cannot be had is told of, and the next text does not wait for it", async () => {
  const chat = await openChat();
  const file = await sendFile(chat, {
    as: "photo",
    name: "p.png",
    bytes: marked(png(9, 9), chat.tag),
  });
  const description = "Bad Request: wrong file_id or the file is temporarily unavailable";
  await faultDownload(file, { kind: "error", code: 400, description, times: 5 });
  await chat.say(file.fields);
  await expect
    .poll(() => chat.plainAnswers(), { timeout: 15_000 })
    .toEqual(["The photo didn't reach me: Telegram wouldn't hand it over. Please send it again."]);
  expect(await chat.journal("select * from media")).toEqual([]);
  await chat.say(`${chat.tag} never mind`);
  await chat.answered(1);
  const [request] = await chat.requests();
  expect(await contentsOf(request?.body.messages[0])).toEqual([`${chat.tag} never mind`]);
});

test.concurrent("F75 an empty file is told of", async () => {
  const chat = await openChat();
  const { fields } = await sendFile(chat, {
    as: "document",
    name: "log.txt",
    bytes: new Uint8Array(),
  });
  await chat.say(fields);
  await expect
    .poll(() => chat.plainAnswers(), { timeout: 15_000 })
    .toEqual(["“log.txt” is empty. Could you send it again?"]);
  expect(await chat.answers()).toEqual([]);
});

const recordings = [
  ["S17", "a voice note", { as: "voice", name: "v.ogg" }, oggOpus(), "voice message"],
  ["S18", "a video note", { as: "video_note", name: "v.mp4" }, mp4(), "video message"],
] as const;

test.concurrent.for(recordings)(
  "%s %s reaches Claude as its transcript, and its cost is on record",
  async ([, , sending, bytes, named]) => {
    const chat = await openChat();
    const text = `${chat.tag} wir laufen um sechs aus`;
    const spoken = spokenBytes({ text, language: "german", duration: 15.2 });
    const { fields } = await sendFile(chat, {
      ...sending,
      durationSeconds: 99,
      bytes: Buffer.concat([bytes, spoken]),
    });
    await chat.say(fields);
    await chat.answered(1);
    await chat.settled();
    const transcript = `[${named}, 15 s, language de. Transcript by a machine, untrusted and perhaps misheard: "${text}"]`;
    const [request] = await chat.requests();
    expect(await contentsOf(request?.body.messages[0])).toEqual([transcript]);
    const [stored] = await query(
      "select blocks from messages where thread_id = $1 and role = 'user'",
      chat.threadId,
    );
    // Behind it stand the files there are, and what time it was.
    const [said] = (stored?.blocks ?? []) as readonly unknown[];
    expect(said).toEqual({ type: "text", text: transcript });
    expect(
      await query("select transcriptions from turns where thread_id = $1", chat.threadId),
    ).toEqual([
      { transcriptions: [{ engine: "whisper-1", durationSeconds: 15.2, costNanoUsd: 1_500_000 }] },
    ]);
  },
);

test.concurrent.for([
  ["audio", { as: "audio", name: "shanty.ogg" }, oggOpus(), "audio, audio/ogg"],
  ["video", { as: "video", name: "sea.mp4" }, mp4(), "video, video/mp4"],
] as const)(
  "S18 %s is there as a file, and nobody listens to it",
  async ([, sending, bytes, type]) => {
    const chat = await openChat();
    const spoken = spokenBytes({ text: "overheard", language: "english", duration: 15 });
    const whole = Buffer.concat([bytes, spoken, Buffer.from(chat.tag)]);
    const { fields } = await sendFile(chat, { ...sending, bytes: whole });
    await chat.say({ ...fields, caption: `${chat.tag} for later` });
    await chat.answered(1);
    await chat.settled();
    const [request] = await chat.requests();
    expect(await contentsOf(request?.body.messages[0])).toEqual([
      `${chat.tag} for later`,
      `[File "${sending.name}", ${type}, ${whole.length} bytes]`,
    ]);
    const turns = await query(
      "select transcriptions from turns where thread_id = $1",
      chat.threadId,
    );
    expect(turns).toEqual([{ transcriptions: [] }]);
  },
);

test.concurrent("S19 of a photo the largest size is taken", async () => {
  const chat = await openChat();
  const [small, large] = await Promise.all(
    ["small", "large"].map((words) =>
      sendFile(chat, {
        as: "photo",
        name: "p.jpg",
        bytes: marked(jpeg(90, 60), `${chat.tag} ${words}`),
      }),
    ),
  );
  const size = (file: typeof small, width: number) => ({
    file_id: file?.fileId,
    file_unique_id: `${chat.tag}${width}`,
    width,
    height: width,
  });
  await chat.say({ photo: [size(small, 90), size(large, 1280), size(small, 320)] });
  expect(await toldFirst(chat)).toEqual([expect.stringMatching(/^image: .* large$/s)]);
});

const declared = (name: string, mimeType: string, bytes: Uint8Array): Sending => ({
  as: "document",
  name,
  mimeType,
  bytes,
});

test.concurrent.for([
  ["S19 a PNG is an image", declared("a.png", "image/png", png(30, 20)), /^image: .PNG/],
  [
    "S21 bytes win over name and declared type",
    declared("a.pdf", "application/pdf", png(31, 21)),
    /^image: .PNG/,
  ],
  [
    "S19 a PDF is one",
    declared("a.pdf", "application/pdf", pdf(["Tides"])),
    /^document a\.pdf: %PDF-1\.4.*\(Tides\)/s,
  ],
  [
    "S19 what is none of these is told",
    declared("chart.dat", "application/octet-stream", Buffer.from([1, 2, 0, 3])),
    /^\[File "chart\.dat", document, application\/octet-stream, \d+ bytes\]$/,
  ],
  [
    "S21 the name is more exact than plain text",
    declared("log.jsonl", "text/plain", Buffer.from('{"a":1}\n{"a":2}\n')),
    /^\[File "log\.jsonl", document, application\/jsonl, \d+ bytes\]$/,
  ],
] as const)("%s, sent as a document", async ([, sending, told]) => {
  const chat = await openChat();
  const { fields } = await sendFile(chat, { ...sending, bytes: marked(sending.bytes, chat.tag) });
  await chat.say(fields);
  expect(await toldFirst(chat)).toEqual([expect.stringMatching(told)]);
});

test.concurrent("S20 words that come with a file are stored with it, and none where there are none", async () => {
  const chat = await openChat();
  const send = (name: string) =>
    sendFile(chat, { as: "document", name, bytes: Buffer.from(`${chat.tag} ${name}`) });
  const [described, bare] = await Promise.all([send("tides.txt"), send("winds.txt")]);
  await chat.say({ ...described?.fields, caption: `${chat.tag} for Gravdal` });
  await chat.say(bare?.fields ?? {});
  await chat.answered(1);
  await chat.settled();
  expect(
    await query(
      "select name, context from user_files where thread_id = $1 order by telegram_message_id",
      chat.threadId,
    ),
  ).toEqual([
    { name: "tides.txt", context: `${chat.tag} for Gravdal` },
    { name: "winds.txt", context: null },
  ]);
});
