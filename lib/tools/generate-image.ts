/** generate_image: a picture drawn from words, or from pictures of this chat, sent to the person at once. */
import * as z from "zod";
import { type NanoUsd, nanoUsd } from "../model/money.ts";
import type { FitPicture } from "../model/picture.ts";
import type { ToolResult } from "../model/tool.ts";
import { drawingAdvice } from "./image/drawing-advice.ts";
import {
  aspectRatios,
  type Drawn,
  type ImageEngine,
  type ImageOrder,
  type ImageSize,
  imageSizes,
} from "./image/image-engine.ts";
import { readSources } from "./image/read-sources.ts";
import type { Tool } from "./tool.ts";
import { refusal, textBlock } from "./tool-answer.ts";

const input = z.object({
  prompt: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .describe(
      "What is to be seen, in English: subject, surroundings, style, light, colours; " +
        "words that shall stand in the picture in quotes. With pictures given: what to change and what to keep, " +
        "or how to put them together.",
    ),
  aspect_ratio: z
    .enum(aspectRatios)
    .optional()
    .describe("Width to height. Left out: as the first picture given, else 1:1."),
  size: z
    .enum(imageSizes)
    .default("2K")
    .describe(
      "Length of the longer side, about 1000, 2000 or 4000 pixels. 4K costs twice as much, and is sent as a file, so that nothing of it is lost.",
    ),
  file_ids: z
    .array(z.string())
    .max(8)
    .default([])
    .describe("Pictures of this chat to edit (one) or to put together (several), by their ids."),
});

type Input = z.infer<typeof input>;

export type ImageMaker = {
  readonly engine: ImageEngine | null;
  readonly fitPicture: FitPicture;
};

export function generateImage({ engine, fitPicture }: ImageMaker): Tool<Input> {
  return {
    name: "generate_image",
    description:
      "Draws a picture and sends it to the person at once. With file_ids it edits a picture of this chat, " +
      "also one drawn before, or composes several into one. Costs real money with each call: " +
      "one picture unless more are asked for, and none where words, a formula (render_latex) or a chart " +
      "(execute_python) answer better. You do not see what was drawn; " +
      "look at it with analyze_image when that matters.",
    input,
    paid: true,
    estimateNanoUsd: ({ size }) => (engine && priceOf(engine, sizeFor(engine, size))) ?? nanoUsd(0),
    async run(asked, { signal, files }) {
      if (!engine) return refusal(notConfigured);
      const misfit = misfitOf(engine, asked);
      if (misfit !== null) return refusal(misfit);
      const sources = await readSources(asked.file_ids, { files, fitPicture });
      if ("problem" in sources) return refusal(`${sources.problem} Nothing was drawn or charged.`);
      signal.throwIfAborted();
      const order: ImageOrder = {
        prompt: asked.prompt,
        size: sizeFor(engine, asked.size),
        ...(asked.aspect_ratio === undefined ? {} : { aspectRatio: asked.aspect_ratio }),
        sources: sources.pictures,
      };
      return resultOf(await engine.draw(order, signal), order, engine);
    },
  };
}

const notConfigured =
  "Pictures cannot be drawn here: no engine is configured. Tell the person so, and offer what you can do in words or with a chart.";

function priceOf({ priceNanoUsd }: ImageEngine, size: ImageSize): NanoUsd {
  return priceNanoUsd[size] ?? nanoUsd(0);
}

/** The largest it can draw where it cannot draw what was asked for. */
function sizeFor({ priceNanoUsd }: ImageEngine, wanted: ImageSize): ImageSize {
  if (priceNanoUsd[wanted] !== undefined) return wanted;
  return imageSizes.findLast((size) => priceNanoUsd[size] !== undefined) ?? wanted;
}

function misfitOf(engine: ImageEngine, { prompt, file_ids: ids }: Input): string | null {
  if (ids.length > engine.maxSources) {
    return engine.maxSources === 0
      ? "The engine that is configured only draws new pictures, it cannot edit. Tell the person so, " +
          "or describe the whole picture anew without file_ids."
      : `At most ${engine.maxSources} pictures can be put together at once.`;
  }
  if (prompt.length <= engine.maxPromptChars) return null;
  return `The prompt has ${prompt.length} characters, the engine takes ${engine.maxPromptChars}. Shorten it and call again.`;
}

function resultOf(drawn: Drawn, order: ImageOrder, engine: ImageEngine): ToolResult {
  if (drawn.kind !== "picture") return refusal(drawingAdvice(drawn));
  const { bytes, mimeType } = drawn.picture;
  const amountNanoUsd = priceOf(engine, order.size);
  const fileName = `picture.${mimeType.replace(/^image\/(jpeg|)/, "$1")}`;
  const file = { fileName, mimeType, bytes };
  return {
    content: [textBlock(describe(drawn.remark, order, engine))],
    isError: false,
    // Who orders 4000 pixels wants to have them.
    files: [order.size === "4K" ? { ...file, asDocument: true } : file],
    cost: { amountNanoUsd, note: `${engine.name} ${order.size}` },
  };
}

function describe(remark: string, order: ImageOrder, engine: ImageEngine): string {
  const { size, aspectRatio, sources, prompt } = order;
  const made =
    sources.length === 0
      ? "A picture was drawn"
      : `A picture was made of ${sources.length === 1 ? "the one" : `the ${sources.length}`} given`;
  const isSquareOnly = !engine.hasAspectRatios && (aspectRatio ?? "1:1") !== "1:1";
  return [
    `${made} (${size}${isSquareOnly ? ", square: the engine draws no other form" : ""}) and is shown to the ` +
      `person: "${prompt.slice(0, 200)}".`,
    ...(remark === "" ? [] : [`The engine remarks: "${remark.slice(0, 500)}"`]),
    "You have not seen it.",
  ].join(" ");
}
