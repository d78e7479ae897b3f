/** The stand-in for Gemini draws what it is asked for, and is as strict as the vendor. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodePng } from "../../support/decode-png.ts";
import { type Gemini, imageModel, startGemini } from "./start-gemini.ts";

let gemini: Gemini;
beforeAll(async () => {
  gemini = await startGemini();
});
afterAll(() => gemini.stop());

type Answer = {
  readonly candidates?: readonly {
    readonly finishReason: string;
    readonly content: { readonly parts?: readonly Part[] };
  }[];
  readonly promptFeedback?: { readonly blockReason: string };
  readonly error?: { readonly code: number; readonly status: string; readonly message: string };
};
type Part = {
  readonly text?: string;
  readonly inlineData?: { readonly mimeType: string; readonly data: string };
};

async function post(body: unknown, { key = gemini.apiKey, model = imageModel } = {}) {
  const response = await fetch(`${gemini.baseUrl}/v1beta/models/${model}:generateContent`, {
    method: "POST",
    headers: { "x-goog-api-key": key },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

const asking = (prompt: string, imageConfig = {}, sources: readonly Uint8Array[] = []) => ({
  contents: [
    {
      role: "user",
      parts: [
        ...sources.map((bytes) => ({
          inlineData: { mimeType: "image/png", data: Buffer.from(bytes).toString("base64") },
        })),
        { text: prompt },
      ],
    },
  ],
  generationConfig: { responseModalities: ["TEXT", "IMAGE"], imageConfig },
});

async function picture(...args: Parameters<typeof asking>): Promise<Buffer> {
  const { candidates } = await post(asking(...args));
  const part = candidates?.[0]?.content.parts?.find(({ inlineData }) => inlineData);
  expect(part?.inlineData?.mimeType).toBe("image/png");
  return Buffer.from(part?.inlineData?.data ?? "", "base64");
}

describe("a picture", () => {
  test.each([
    ["1:1", "1K", 1024, 1024],
    ["16:9", "1K", 1376, 768],
    ["9:16", "2K", 1536, 2752],
  ])("of %s and %s has its size", async (aspectRatio, imageSize, width, height) => {
    const png = await picture("a whale", { aspectRatio, imageSize });
    expect(await decodePng(png)).toMatchObject({ width, height });
  });

  test("is the same for the same words and another for others", async () => {
    const [whale, again, shark] = await Promise.all([
      picture("a whale"),
      picture("a whale"),
      picture("a shark"),
    ]);
    expect(again.equals(whale)).toBe(true);
    expect(shark.equals(whale)).toBe(false);
  });

  test("that was given is seen in the new one", async () => {
    const [whale, shark] = await Promise.all([picture("a whale"), picture("a shark")]);
    const [edited, given] = await Promise.all([
      picture("make it blue", {}, [whale]).then(decodePng),
      decodePng(whale),
    ]);
    // The inset's middle: cells of 8 pixels, 4 of them margin, a third of the width less margins.
    const side = Math.floor(124 / 3) - 4;
    const [x, y] = [4 + side / 2, 4 + side / 2].map((cell) => Math.floor(cell) * 8 + 4);
    const [left, down] = [x ?? 0, y ?? 0].map((px) => ((Math.floor(px / 8) - 4) / side) * 1024);
    const shown = edited.shades[(y ?? 0) * 1024 + (x ?? 0)];
    expect(shown).toBe(given.shades[Math.floor(down ?? 0) * 1024 + Math.floor(left ?? 0)]);
    const other = await picture("make it blue", {}, [shark]);
    expect((await decodePng(other)).shades).not.toEqual(edited.shades);
  });
});

describe("is refused", () => {
  test("with a field nobody knows", async () => {
    const { error } = await post(asking("a whale", { outputMimeType: "image/jpeg" }));
    expect(error).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
    expect(error?.message).toBe(
      `Invalid JSON payload received. Unknown name "outputMimeType" at 'generation_config.image_config': Cannot find field.`,
    );
  });

  test.each([
    ["a size there is not", asking("x", { imageSize: "8K" }), /image_size/],
    ["a picture that is none", asking("x", {}, [new Uint8Array(9)]), /process input image/],
    ["nothing to draw", { contents: [] }, /contents/],
  ])("%s", async (_case, body, message) => {
    const { error } = await post(body);
    expect(error).toMatchObject({ code: 400, message: expect.stringMatching(message) });
  });

  test("with a wrong key, and a model there is not", async () => {
    expect((await post(asking("x"), { key: "guessed" })).error).toMatchObject({
      code: 400,
      message: expect.stringContaining("API key not valid"),
    });
    expect((await post(asking("x"), { model: "gemini-9" })).error).toMatchObject({ code: 404 });
  });

  test("for what it shows, in the vendor's three ways", async () => {
    const [prompt, made, talk] = await Promise.all(
      ["a forbidden whale", "an unsafe whale", "a speechless whale"].map((one) =>
        post(asking(one)),
      ),
    );
    expect(prompt).toMatchObject({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } });
    expect(made?.candidates?.[0]).toMatchObject({ finishReason: "IMAGE_SAFETY", content: {} });
    expect(talk?.candidates?.[0]?.content.parts).toEqual([{ text: expect.any(String) }]);
  });
});
