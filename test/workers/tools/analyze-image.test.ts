/** analyze_image as it is deployed: one request that carries the picture and the question, and nothing else. */
import { describe, expect, test } from "vitest";
import { type GivenFile, toolFiles } from "../../support/tool-files.ts";
import { avif, turnedJpeg, widePng } from "../pictures.ts";
import {
  type AnalysisRequest,
  analysesWith,
  bytesOf,
  costByHand,
  onlyAnalysis,
  script,
  uploaded,
} from "./analysis-requests.ts";
import { callTool, tag, textOf } from "./deployed-tool.ts";

const look = (question: string, file: GivenFile) =>
  callTool("analyze_image", { file_id: "pic", question }, { files: toolFiles({ pic: file }) });

const smallPng = Uint8Array.from(
  atob(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  ),
  (char) => char.charCodeAt(0),
);
const png: GivenFile = { fileName: "dot.png", mimeType: "image/png", bytes: smallPng };

const sourceOf = ({ messages }: AnalysisRequest["body"]) => messages[0].content[0].source;

describe("the request", () => {
  test("carries the picture and the question alone, and its tokens are charged", async () => {
    const question = `What colour is it? ${tag()}`;
    await script(question, [{ type: "text", text: "Red." }]);
    const result = await look(question, png);
    expect(result).toMatchObject({ isError: false, files: [] });
    expect(textOf(result)).toBe('On the picture "dot.png", found by looking at it:\n\nRed.');
    const body = await onlyAnalysis(question);
    expect(body.model).toBe("claude-sonnet-5-5");
    expect(body.tools).toBeUndefined();
    expect(body.messages).toEqual([
      {
        role: "user",
        content: [
          {
            type: "image",
            source: {
              type: "base64",
              media_type: "image/png",
              data: Buffer.from(smallPng).toString("base64"),
            },
          },
          { type: "text", text: `the picture "dot.png".\n\n${question}` },
        ],
      },
    ]);
    const amountNanoUsd = await costByHand(body, "Red.");
    expect(result.cost).toEqual({ amountNanoUsd, note: "claude-sonnet-5-5" });
  });

  test("names the picture where Claude has it already", async () => {
    const question = tag();
    const claudeFileId = await uploaded(smallPng, "dot.png", "image/png");
    await look(question, { ...png, claudeFileId });
    expect(sourceOf(await onlyAnalysis(question))).toEqual({ type: "file", file_id: claudeFileId });
  });

  test.each([
    ["too wide a picture", "image/png", widePng, "image/webp"],
    ["one that lies on its side", "image/jpeg", turnedJpeg, "image/jpeg"],
    ["one of a kind Claude does not know", "image/avif", avif, "image/webp"],
  ])("carries %s as one Claude can see", async (_case, mimeType, bytes, shownType) => {
    const question = tag();
    expect((await look(question, { mimeType, bytes })).isError).toBe(false);
    const body = await onlyAnalysis(question);
    expect(sourceOf(body).media_type).toBe(shownType);
    expect(bytesOf(body)).not.toEqual(bytes);
  });
});

describe("an answer", () => {
  test("comes after two overloads, and is charged once", async () => {
    const question = tag();
    const overloaded = { type: "overloaded_error", message: "Overloaded" } as const;
    const step = { type: "http_error", status: 529, error: overloaded } as const;
    await script(question, [step], { times: 2 });
    await script(question, [{ type: "text", text: "A lighthouse." }]);
    const result = await look(question, png);
    expect(textOf(result)).toContain("A lighthouse.");
    const requests = await analysesWith(question);
    expect(requests.map(({ status }) => status)).toEqual([529, 529, 200]);
    const body = (requests[0] as AnalysisRequest).body;
    expect(result.cost?.amountNanoUsd).toBe(await costByHand(body, "A lighthouse."));
  });

  test("that did not come to its end says so", async () => {
    const question = tag();
    const steps = [
      { type: "text", text: "It begins with" },
      { type: "stop", reason: "max_tokens" },
    ] as const;
    await script(question, [...steps]);
    expect(textOf(await look(question, png))).toMatch(/begins with\n\n\(The answer was cut off/);
  });

  test("that is declined is no answer, though it is charged", async () => {
    const question = tag();
    const stop = { type: "stop", reason: "refusal", category: null, explanation: null } as const;
    await script(question, [stop]);
    const result = await look(question, png);
    expect(result).toMatchObject({ isError: true, cost: { note: "claude-sonnet-5-5" } });
    expect(textOf(result)).toMatch(/declined/);
  });
});

describe("without charge", () => {
  test("a request that is wrong is not made again", async () => {
    const question = tag();
    const error = { type: "invalid_request_error", message: "Could not process image" } as const;
    await script(question, [{ type: "http_error", status: 400, error }], { times: 3 });
    const result = await look(question, png);
    expect(textOf(result)).toMatch(/cannot be read/);
    expect(result).toMatchObject({ isError: true });
    expect(result.cost).toBeUndefined();
    expect(await analysesWith(question)).toHaveLength(1);
  });

  test("one that nobody answers is given up after three tries", async () => {
    const question = tag();
    const error = { type: "api_error", message: "Internal server error" } as const;
    await script(question, [{ type: "http_error", status: 500, error }], { times: 5 });
    const result = await look(question, png);
    expect(textOf(result)).toMatch(/did not answer/);
    expect(result.cost).toBeUndefined();
    expect(await analysesWith(question)).toHaveLength(3);
  });

  test.each<[string, string, GivenFile, RegExp]>([
    ["a PDF", "pic", { mimeType: "application/pdf", bytes: smallPng }, /analyze_pdf reads it/],
    ["a song", "pic", { mimeType: "audio/mpeg", bytes: smallPng }, /transcribe_audio hears it/],
    ["somebody else's file", "theirs", png, /no file theirs in this chat/],
    ["a path", "../../etc/passwd", png, /no file/],
    ["what is no picture", "pic", { ...png, bytes: new Uint8Array(99) }, /cannot be shown/],
    [
      "a drawing that is a program",
      "pic",
      { mimeType: "image/svg+xml", bytes: new TextEncoder().encode("<svg/>") },
      /cannot be shown/,
    ],
  ])("%s is refused, and nobody is asked", async (_case, id, file, advice) => {
    const question = tag();
    const input = { file_id: id, question };
    const result = await callTool("analyze_image", input, { files: toolFiles({ pic: file }) });
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(textOf(result)).toMatch(advice);
    expect(result.cost).toBeUndefined();
    expect(await analysesWith(question)).toEqual([]);
  });

  test("a picture of 400 million pixels is not decoded here", async () => {
    const bytes = new Uint8Array(widePng);
    new DataView(bytes.buffer).setUint32(16, 20_000);
    new DataView(bytes.buffer).setUint32(20, 20_000);
    expect(textOf(await look(tag(), { ...png, bytes }))).toMatch(/cannot be shown/);
  });
});
