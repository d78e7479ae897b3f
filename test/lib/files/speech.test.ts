/** What was spoken for the bot becomes words, whichever engine hears it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { workersAiSpeech } from "../../../lib/files/speech/workers-ai-speech.ts";
import { type FileRig, startFileRig } from "./file-rig.ts";
import { mp4, oggOpus } from "./sample-files.ts";

let rig: FileRig;
beforeAll(async () => {
  rig = await startFileRig();
});
afterAll(() => rig.stop());

const workersAiPrice = currentPrices.speechSecond["whisper-large-v3-turbo"];
const problem = (reason: string) => ({ kind: "problem", problem: { reason } });

test("a voice note becomes its words, with language, length and price", async () => {
  rig.speech.answer({ text: " Buy bread. ", language: "russian", duration: 8.47 });
  expect(await rig.receive(await rig.voice(oggOpus()))).toEqual({
    kind: "transcript",
    transcript: {
      text: "Buy bread.",
      language: "ru",
      durationSeconds: 8.47,
      engine: "whisper-1",
      costNanoUsd: 800_000,
    },
  });
  const heard = rig.speech.heard.at(-1);
  expect(heard).toMatchObject({ fileName: "voice.ogg", mimeType: "audio/ogg" });
  expect(heard?.fields).toEqual({ model: "whisper-1", response_format: "verbose_json" });
  expect(Buffer.from(heard?.bytes ?? [])).toEqual(oggOpus());
});

test("a video note is heard too, and a language nobody knows is unknown", async () => {
  rig.speech.answer({ text: "Ahoy", language: "klingon", duration: 1 });
  const voice = await rig.voice(mp4());
  const outcome = await rig.receive({ ...voice, kind: "video_note" });
  expect(outcome).toMatchObject({ kind: "transcript", transcript: { language: "unknown" } });
  expect(rig.speech.heard.at(-1)).toMatchObject({ mimeType: "video/mp4" });
});

test("music is a file, not a message", async () => {
  const voice = await rig.voice(oggOpus());
  const before = rig.speech.heard.length;
  const outcome = await rig.receive({ ...voice, kind: "audio", fileName: "song.ogg" });
  expect(outcome).toMatchObject({ kind: "file", file: { type: "audio", fileName: "song.ogg" } });
  expect(rig.speech.heard).toHaveLength(before);
});

test("without an engine the sender is told so, and nothing is fetched", async () => {
  const voice = await rig.voice(oggOpus());
  const before = rig.door.downloads.length;
  expect(await rig.receive(voice, { speech: null })).toEqual(problem("speech_not_configured"));
  expect(rig.door.downloads).toHaveLength(before);
});

test("an engine that fails is a problem, and its key stays out of the log", async () => {
  rig.speech.answer(500);
  expect(await rig.receive(await rig.voice(oggOpus()))).toEqual(problem("speech_failed"));
  expect(rig.logged.at(-1)).toContain("the speech endpoint answered 500");
  for (const secret of rig.secrets) expect(rig.logged.join("\n")).not.toContain(secret);
});

test("a voice note that holds no sound is of the wrong type", async () => {
  const voice = await rig.voice(Buffer.from("<html>not found</html>"));
  expect(await rig.receive(voice)).toEqual(problem("wrong_type"));
});

test("Workers AI hears as well, and costs less", async () => {
  let sent = "";
  const speech = workersAiSpeech(async ({ audio }) => {
    sent = audio;
    return { text: "Moin", transcription_info: { language: "de", duration: 60 } };
  }, workersAiPrice);
  expect(await rig.receive(await rig.voice(oggOpus()), { speech })).toMatchObject({
    transcript: {
      text: "Moin",
      language: "de",
      durationSeconds: 60,
      engine: "whisper-large-v3-turbo",
      costNanoUsd: 510_000,
    },
  });
  expect(Buffer.from(sent, "base64")).toEqual(oggOpus());
});

test("where Workers AI tells no length, Telegram's counts", async () => {
  const speech = workersAiSpeech(() => Promise.resolve({ text: "Moin" }), workersAiPrice);
  expect(await rig.receive(await rig.voice(oggOpus()), { speech })).toMatchObject({
    transcript: { durationSeconds: 7, language: "unknown", costNanoUsd: 59_500 },
  });
});
