/** transcribe_audio as it is deployed, against the stand-in for speech. */
import { describe, expect, test } from "vitest";
import { transcribeAudio } from "../../../lib/tools/transcribe-audio.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { toolContext } from "../../support/tool-context.ts";
import { type GivenFile, toolFiles } from "../../support/tool-files.ts";
import { callTool, tag, textOf } from "./deployed-tool.ts";

const hear = (file: GivenFile, more = {}) =>
  callTool("transcribe_audio", { file_id: "rec", ...more }, { files: toolFiles({ rec: file }) });

const recording = (text: string, language = "english", duration = 90): GivenFile => ({
  fileName: "lecture.mp3",
  mimeType: "audio/mpeg",
  bytes: spokenBytes({ text, language, duration }),
});

test("what is spoken is written down, with language and length, and charged by the second", async () => {
  const words = `Купи хлеба, ${tag()}`;
  const result = await hear(recording(words, "russian", 90.4));
  expect(result).toMatchObject({ isError: false, files: [] });
  expect(textOf(result)).toMatch(/^Transcript of "lecture\.mp3", 90 s, language ru;/);
  expect(textOf(result)).toContain(words);
  expect(result.cost).toEqual({ amountNanoUsd: 9_000_000, note: "whisper-1 90 s" });
});

test("a video is heard too, and one in which nobody speaks is told so", async () => {
  const video = { ...recording(""), mimeType: "video/mp4", fileName: "walk.mp4" };
  expect(textOf(await hear(video))).toBe('Nothing was heard in "walk.mp4", 90 s.');
});

test("of hours of talk the beginning is given, and it is said that more was there", async () => {
  const result = await hear(recording("word ".repeat(30_000)));
  expect(textOf(result)).toMatch(/\(The rest is left out\.\)$/);
  expect(textOf(result).length).toBeLessThan(101_000);
});

describe("is refused without charge", () => {
  test.each<[string, string, GivenFile, RegExp]>([
    ["a picture", "rec", { ...recording("x"), mimeType: "image/png" }, /no recording but image/],
    ["somebody else's", "theirs", recording("x"), /no file theirs in this chat/],
    [
      "one over 20 MB",
      "rec",
      { ...recording("x"), bytes: new Uint8Array(20 * 1024 * 1024 + 1) },
      /too large/,
    ],
  ])("%s", async (_case, id, file, advice) => {
    const files = toolFiles({ rec: file });
    const result = await callTool("transcribe_audio", { file_id: id }, { files });
    expect(result).toMatchObject({ isError: true });
    expect(textOf(result)).toMatch(advice);
    expect(result.cost).toBeUndefined();
  });

  test("a language that is none", async () => {
    expect(textOf(await hear(recording("x"), { language: "Russian" }))).toMatch(/language:/);
  });

  test("where no engine is configured", async () => {
    const files = toolFiles({ rec: recording("x") });
    const result = await transcribeAudio(null).run({ file_id: "rec" }, toolContext({ files }));
    expect(textOf(result)).toMatch(/no speech engine is configured/);
  });
});
