/** generate_image as it is deployed, against the stand-in for Gemini: what is asked, delivered, charged and told. */
import { describe, expect, inject, test } from "vitest";
import type { ToolResult } from "../../../lib/model/tool.ts";
import { geminiImages } from "../../../lib/tools/image/gemini.ts";
import type { Fault, RecordedRequest } from "../../emulators/gemini/control.ts";
import { refusedWords } from "../../emulators/gemini/refused-words.ts";
import { decodePng } from "../../support/decode-png.ts";
import { type GivenFile, toolFiles } from "../../support/tool-files.ts";
import { sim } from "../chat.ts";
import { tiff, widePng } from "../pictures.ts";
import { callTool, tag, textOf } from "./deployed-tool.ts";

const { gemini } = inject("world");

const generate = (
  input: Parameters<typeof callTool>[1],
  files: Readonly<Record<string, GivenFile>> = {},
) => callTool("generate_image", input, { files: toolFiles(files) });

async function requestsWith(words: string): Promise<readonly RecordedRequest[]> {
  const path = "/sim/requests";
  const { requests } = await sim<{ requests: RecordedRequest[] }>("gemini", "GET", path);
  return requests.filter(({ prompt }) => prompt.includes(words));
}

function pictureOf(result: ToolResult): Uint8Array {
  expect(textOf(result)).toMatch(/is shown to the person/);
  expect(result).toMatchObject({ isError: false, files: [{ fileName: "picture.png" }] });
  return result.files[0]?.bytes ?? new Uint8Array();
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return Buffer.from(digest).toString("hex");
}

describe("a picture", () => {
  test("is drawn as asked, delivered at once, and charged by its size", async () => {
    const whale = `a whale, ${tag()}`;
    const result = await generate({ prompt: whale, aspect_ratio: "16:9", size: "1K" });
    expect(await decodePng(pictureOf(result))).toMatchObject({ width: 1376, height: 768 });
    expect(textOf(result)).toContain(`"${whale}"`);
    expect(result.cost).toEqual({
      amountNanoUsd: 134_000_000,
      note: "gemini-3-pro-image 1K",
    });
    expect(await requestsWith(whale)).toEqual([
      {
        model: "gemini-3-pro-image",
        status: 200,
        prompt: whale,
        aspectRatio: "16:9",
        size: "1K",
        sources: [],
      },
    ]);
  });

  test("has 2000 pixels where nothing is said, and costs more with 4000", async () => {
    const prompt = `a shark, ${tag()}`;
    const [usual, large] = await Promise.all([
      generate({ prompt }),
      generate({ prompt, size: "4K", aspect_ratio: "21:9" }),
    ]);
    const head = (result: ToolResult) => {
      const { buffer, byteOffset } = pictureOf(result);
      const view = new DataView(buffer, byteOffset);
      return [view.getUint32(16), view.getUint32(20), result.cost?.amountNanoUsd];
    };
    expect(head(usual)).toEqual([2048, 2048, 134_000_000]);
    expect(head(large)).toEqual([6336, 2688, 240_000_000]);
    expect([usual.files[0]?.asDocument, large.files[0]?.asDocument]).toEqual([undefined, true]);
  });

  test("that was drawn is edited: what travels is that picture", async () => {
    const words = tag();
    const whale = pictureOf(await generate({ prompt: `a whale, ${words}`, size: "1K" }));
    const files = { drawn: { mimeType: "image/png", bytes: whale } };
    const input = { prompt: `make it blue, ${words}`, file_ids: ["drawn"], size: "1K" };
    const edited = await generate(input, files);
    expect(textOf(edited)).toMatch(/made of the one given/);
    expect((await decodePng(pictureOf(edited))).shades).not.toEqual(
      (await decodePng(whale)).shades,
    );
    const [, second] = await requestsWith(words);
    expect(second).toMatchObject({ aspectRatio: null, sources: [await sha256(whale)] });
  });

  test("is put together of several, each made one that the engine takes", async () => {
    const words = tag();
    const files = {
      wide: { mimeType: "image/png", bytes: widePng },
      old: { mimeType: "image/tiff", bytes: tiff },
    };
    const input = { prompt: words, file_ids: ["wide", "old"], size: "1K" };
    expect(textOf(await generate(input, files))).toMatch(/made of the 2 given/);
    const [{ sources = [] } = {}] = await requestsWith(words);
    expect(sources).toHaveLength(2);
    expect(sources).not.toContain(await sha256(widePng));
  });
});

describe("nothing is drawn, delivered or charged", () => {
  const nothing = { isError: true, files: [] };

  test.each<[string, Fault, RegExp]>([
    ["that is overloaded", { kind: "error", code: 429 }, /overloaded/],
    ["that fails", { kind: "error", code: 500 }, /did not answer/],
    ["that takes no such request", { kind: "error", code: 403 }, /will not accept/],
    ["that never answers", { kind: "hang" }, /too long/],
    ["that answers with a page", { kind: "garbage" }, /no picture/],
    ["that sends something else", { kind: "no_picture" }, /no picture/],
    ["that sends too much", { kind: "huge" }, /too large/],
    ["that is cut off", { kind: "cut" }, /did not answer/],
  ])("by an engine %s", async (_case, fault, advice) => {
    const words = tag();
    await sim("gemini", "POST", "/sim/faults", { match: words, fault });
    const result = await generate({ prompt: words });
    expect(result).toMatchObject(nothing);
    expect(result.cost).toBeUndefined();
    expect(textOf(result)).toMatch(/nothing is charged/);
    expect(textOf(result)).toMatch(advice);
    expect(textOf(await generate({ prompt: words, size: "1K" }))).toMatch(/is shown/);
  });

  test.each(Object.values(refusedWords))("where the engine refuses: %s", async (word) => {
    const result = await generate({ prompt: `${word} ${tag()}` });
    expect(result).toMatchObject(nothing);
    expect(result.cost).toBeUndefined();
    expect(textOf(result)).toMatch(/refused \((PROHIBITED|IMAGE_SAFETY|I would rather)/);
  });

  test.each([
    ["of a file of somebody else", ["someone"], /no file someone in this chat/],
    ["of a text", ["notes"], /no picture that can be worked on/],
    ["of what only claims to be a picture", ["fake"], /no picture that can be worked on/],
    ["of more than can be taken", Array(9).fill("notes"), /file_ids/],
  ])("%s: the engine is not asked", async (_case, ids, advice) => {
    const words = tag();
    const bytes = new TextEncoder().encode("just words");
    const files = {
      notes: { mimeType: "text/plain", bytes },
      fake: { mimeType: "image/png", bytes },
    };
    const result = await generate({ prompt: words, file_ids: ids }, files);
    expect(result).toMatchObject(nothing);
    expect(textOf(result)).toMatch(advice);
    expect(await requestsWith(words)).toEqual([]);
  });

  test("once the turn was stopped", async () => {
    const words = tag();
    await sim("gemini", "POST", "/sim/faults", { match: words, fault: { kind: "hang" } });
    const stop = new AbortController();
    const call = callTool("generate_image", { prompt: words }, { signal: stop.signal });
    await expect.poll(() => requestsWith(words)).toHaveLength(1);
    stop.abort();
    expect(textOf(await call)).toMatch(/stopped/);
  });

  test("with a key that is wrong, and the key is told nobody", async () => {
    const lines: unknown[] = [];
    const engine = geminiImages({
      apiKey: "AIza-secret",
      baseUrl: `http://127.0.0.1:${gemini.port}`,
      timeoutMs: 4000,
      priceNanoUsd: {},
      post: (url, init) => fetch(url, init),
      log: { info() {}, warn: (...line) => void lines.push(line), error() {} },
    });
    const order = { prompt: tag(), size: "1K", sources: [] } as const;
    expect(await engine.draw(order, new AbortController().signal)).toEqual({
      kind: "failed",
      reason: "rejected",
    });
    expect(lines).toEqual([
      ["image.failed", { engine: "gemini-3-pro-image", status: 400, reason: "INVALID_ARGUMENT" }],
    ]);
  });
});
