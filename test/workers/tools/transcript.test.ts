/**
 * Somebody without a key tries the tools: the stand-in for Claude asks for them, everything behind them is real.
 * What was said is in test/transcripts/tools.md; `npm test -- --project workers tools/transcript -u` writes it anew.
 */
import { expect, test } from "vitest";
import { readPdf } from "../../../lib/files/read-pdf.ts";
import type { RecordedRequest } from "../../emulators/gemini/control.ts";
import { spokenBytes } from "../../emulators/speech/hear-what-is-written.ts";
import { oggOpus, pdf } from "../../lib/files/sample-files.ts";
import { decodePng } from "../../support/decode-png.ts";
import { type Chat, eventually, openChat, sim } from "../chat.ts";
import { type Sending, sendFile } from "../sent-files.ts";
import { bytesOf, onlyAnalysis } from "./analysis-requests.ts";
import { seenFiles } from "./seen-files.ts";
import { transcriptOf } from "./transcript.ts";

const depths = { North: 12.25, East: 8.5, South: 21.75, West: 4.1 };
const table: Sending = {
  as: "document",
  name: "tides.csv",
  mimeType: "text/csv",
  bytes: Buffer.from(
    `quay,depth\n${Object.entries(depths)
      .map((row) => row.join())
      .join("\n")}\n`,
  ),
};
const book: Sending = {
  as: "document",
  name: "song-of-the-sea.pdf",
  mimeType: "application/pdf",
  bytes: pdf(["The whale sings", "The shark is silent", "The crab waits"]),
};
/** What the request of the tool says of what it carries. */
const analysed = 'The PDF holds page 2 of 3 of \\"song-of-the-sea.pdf';
const spoken = { text: "Mind the tide at seven", language: "english", duration: 12 };
const recording: Sending = {
  as: "audio",
  name: "tide.ogg",
  mimeType: "audio/ogg",
  bytes: Buffer.concat([oggOpus(), spokenBytes(spoken)]),
};

/** One turn; gives its last words. */
async function say(chat: Chat, words: string, file?: Sending): Promise<string> {
  const before = (await chat.answers()).length;
  if (file) await chat.say({ ...(await sendFile(chat, file)).fields, caption: words });
  else await chat.say(words);
  const report = await eventually(async () => {
    const last = (await chat.answers()).slice(before).at(-1) ?? "";
    expect(last).toContain("The tools answered");
    return last;
  });
  await chat.settled();
  return report;
}

async function newestPicture(chat: Chat) {
  const bytes = (await seenFiles(chat)).at(-1)?.bytes ?? new Uint8Array();
  return { bytes, ...(await decodePng(bytes)) };
}

/** How high the bars of a chart are, from left to right: they are drawn in the first of its colours. */
function heightsOfBars({ width, height, shades }: Awaited<ReturnType<typeof newestPicture>>) {
  const heights: number[] = [];
  let isWithin = false;
  for (let x = 0; x < width; x += 1) {
    let inked = 0;
    for (let y = 0; y < height; y += 1) inked += shades[y * width + x] === 0x25 ? 1 : 0;
    if (inked > 20 && !isWithin) heights.push(inked);
    isWithin = inked > 20;
  }
  return heights;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toString("hex");
}

test("a table is summed and drawn, a page read, a picture made and changed, a recording heard", async () => {
  const chat = await openChat();

  expect(await say(chat, "Sum this and plot it", table)).toContain("depth: 46.60 in 4 rows");
  const bars = heightsOfBars(await newestPicture(chat));
  const perMetre = bars.map((height, at) => height / (Object.values(depths)[at] ?? 0));
  expect(bars).toHaveLength(4);
  expect(Math.max(...perMetre) / Math.min(...perMetre)).toBeLessThan(1.05);

  await say(chat, "Formula \\int_0^1 x^2\\,dx = \\frac{1}{3}");
  const formula = await newestPicture(chat);
  const inked = formula.shades.filter((shade) => shade < 128).length / formula.shades.length;
  expect(inked).toBeGreaterThan(0.01);
  expect(inked).toBeLessThan(0.3);

  expect(await say(chat, "Read page 2", book)).toContain("“The shark is silent”");
  const carried = await readPdf(bytesOf(await onlyAnalysis(analysed)));
  expect(carried).toEqual({ pageCount: 1, firstPageText: "The shark is silent" });

  await say(chat, "Draw a lighthouse made of paper");
  const drawn = await newestPicture(chat);
  await say(chat, "Make it blue, the lighthouse made of paper");
  const changed = await newestPicture(chat);
  expect(changed.shades).not.toEqual(drawn.shades);
  const { requests } = await sim<{ requests: RecordedRequest[] }>("gemini", "GET", "/sim/requests");
  const edits = requests.filter(({ prompt }) => prompt.includes("blue, the lighthouse made"));
  expect(edits.map(({ sources }) => sources)).toEqual([[await sha256(drawn.bytes)]]);

  expect(await say(chat, "Transcribe it", recording)).toContain(spoken.text);

  await say(chat, "Run print(6 * 7, file=open('answer.txt', 'w'))");
  await say(chat, "Send me the file");
  expect((await seenFiles(chat)).at(-1)).toMatchObject({ as: "document", name: "answer.txt" });
  await expect(await transcriptOf(chat, "Tools, tried offline")).toMatchFileSnapshot(
    "../../transcripts/tools.md",
  );
}, 60_000);
