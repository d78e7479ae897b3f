/** Drawing on Workers AI, whose binding has no stand-in: against answers as its documentation shows them. */
import { describe, expect, test } from "vitest";
import { currentPrices } from "../../../lib/billing/prices.ts";
import { nanoUsd } from "../../../lib/model/money.ts";
import { createLog } from "../../../lib/ops/log.ts";
import { generateImage } from "../../../lib/tools/generate-image.ts";
import { workersAiImages } from "../../../lib/tools/image/workers-ai-image.ts";
import { toolContext } from "../../support/tool-context.ts";
import { jpeg, oggOpus } from "../files/sample-files.ts";

const picture = jpeg(1024, 1024);
/** developers.cloudflare.com/workers-ai/models/flux-1-schnell, "Output": Base64 of a JPEG. */
const documented = { image: picture.toString("base64") };

/** The tool on an engine that answers so; what the binding was asked, and what was logged. */
function open(answer: () => Promise<unknown>) {
  const asked: unknown[] = [];
  const logged: string[] = [];
  const write = (line: string) => void logged.push(line);
  const engine = workersAiImages({
    run: (input) => {
      asked.push(input);
      return answer();
    },
    priceNanoUsd: { "1K": nanoUsd(currentPrices.image["flux-1-schnell"]["1K"]) },
    log: createLog({ out: write, err: write }),
  });
  const tool = generateImage({ engine, fitPicture: async () => null });
  const run = async (input: object, changes = {}) => {
    const parsed = tool.input.parse(input);
    const result = await tool.run(parsed, toolContext(changes));
    return { ...result, text: result.content.map(({ text }) => text).join("\n") };
  };
  return { asked, logged, tool, run };
}

test("a picture is drawn in four steps, square and small, and costs what those cost", async () => {
  const { run, asked, tool } = open(async () => documented);
  const input = { prompt: "a lighthouse", size: "2K", aspect_ratio: "16:9" };
  const { text, files, cost, isError } = await run(input);
  expect(asked).toEqual([{ prompt: "a lighthouse", steps: 4 }]);
  expect(isError).toBe(false);
  expect(files).toMatchObject([{ fileName: "picture.jpeg", mimeType: "image/jpeg" }]);
  expect(Buffer.from(files[0]?.bytes ?? []).equals(picture)).toBe(true);
  expect(text).toContain("(1K, square: the engine draws no other form)");
  // Four tiles of 512 pixels at $0.0000528 and four steps at $0.0001056, in nano-dollars.
  expect(cost).toEqual({ amountNanoUsd: 4 * 52_800 + 4 * 105_600, note: "flux-1-schnell 1K" });
  expect(tool.estimateNanoUsd?.(tool.input.parse(input))).toBe(cost?.amountNanoUsd);
});

test("what it cannot do is said before it is asked", async () => {
  const { run, asked } = open(async () => documented);
  const edit = await run({ prompt: "make it blue", file_ids: ["made:1:2"] });
  expect(edit).toMatchObject({ isError: true, text: expect.stringMatching(/cannot edit/) });
  const long = await run({ prompt: "a ".repeat(1500) });
  expect(long.text).toMatch(/2999 characters, the engine takes 2048/);
  expect(asked).toEqual([]);
});

describe("without a picture nothing is charged", () => {
  test.each([
    ["no image at all", async () => ({})],
    ["no text", async () => ({ image: 7 })],
    ["no Base64", async () => ({ image: "*** no ***" })],
    ["something else", async () => ({ image: oggOpus().toString("base64") })],
    ["an error", async () => Promise.reject(new Error("3040: out of capacity"))],
  ])("%s", async (_what, answer) => {
    const result = await open(answer).run({ prompt: "a lighthouse" });
    expect(result).toMatchObject({ isError: true, files: [] });
    expect(result.cost).toBeUndefined();
  });

  test("what the binding threw is in the log, not in the answer", async () => {
    const { run, logged } = open(async () => Promise.reject(new Error("3040: out of capacity")));
    const { text } = await run({ prompt: "a lighthouse" });
    expect(text).not.toContain("3040");
    expect(logged.join()).toContain("3040");
  });

  test("stopped, it is not told as a failure", async () => {
    const stop = new AbortController();
    const { run, logged } = open(() => {
      stop.abort(new Error("stopped"));
      return Promise.reject(new Error("broken off"));
    });
    await expect(run({ prompt: "a quay" }, { signal: stop.signal })).rejects.toThrow("stopped");
    expect(logged).toEqual([]);
  });
});
