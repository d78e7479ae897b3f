/** generateContent as an image model takes it; what it may hold besides is refused here, as Ferry sends none of it. */
import { z } from "zod";
import { type ApiError, invalidArgument } from "./api-error.ts";

/** Pixels of 1K (ai.google.dev/gemini-api/docs/image-generation, "Aspect ratios and image size"); 2K and 4K are its multiples. */
export const pixelsOf1K: Readonly<Record<string, readonly [number, number]>> = {
  "1:1": [1024, 1024],
  "2:3": [848, 1264],
  "3:2": [1264, 848],
  "3:4": [896, 1200],
  "4:3": [1200, 896],
  "9:16": [768, 1376],
  "16:9": [1376, 768],
  "21:9": [1584, 672],
};

const part = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({
    inlineData: z.strictObject({ mimeType: z.string(), data: z.base64() }),
  }),
]);

const request = z.strictObject({
  contents: z
    .array(z.strictObject({ role: z.literal("user"), parts: z.array(part).min(1) }))
    .min(1),
  generationConfig: z
    .strictObject({
      responseModalities: z.array(z.enum(["TEXT", "IMAGE"])).optional(),
      imageConfig: z
        .strictObject({
          aspectRatio: z.enum(Object.keys(pixelsOf1K)).optional(),
          imageSize: z.enum(["1K", "2K", "4K"]).optional(),
        })
        .optional(),
    })
    .optional(),
});

export type GeminiRequest = z.infer<typeof request>;

export type Source = { readonly mimeType: string; readonly bytes: Buffer };

const acceptedImages = /^image\/(png|jpeg|webp|heic|heif)$/;
const maxSources = 14;
/** ai.google.dev/gemini-api/docs/image-understanding: inline data, prompts included. */
const maxBodyBytes = 20 * 1024 * 1024;

export function parseRequest(body: string): GeminiRequest | ApiError {
  if (Buffer.byteLength(body) > maxBodyBytes) {
    return invalidArgument("Request payload size exceeds the limit: 20971520 bytes.");
  }
  const parsed = request.safeParse(parseJson(body));
  if (!parsed.success) return explain(parsed.error.issues[0]);
  const sources = sourcesOf(parsed.data);
  const odd = sources.find(({ mimeType }) => !acceptedImages.test(mimeType));
  if (odd) return invalidArgument(`Unsupported MIME type: ${odd.mimeType}`);
  if (sources.some(({ bytes }) => !isPicture(bytes))) {
    return invalidArgument("Unable to process input image.");
  }
  if (sources.length <= maxSources) return parsed.data;
  return invalidArgument(`At most ${maxSources} images are supported, got ${sources.length}.`);
}

export function sourcesOf({ contents }: GeminiRequest): readonly Source[] {
  const parts = contents.flatMap((content) => content.parts);
  return parts.flatMap((one) => {
    if (!("inlineData" in one)) return [];
    const { mimeType, data } = one.inlineData;
    return [{ mimeType, bytes: Buffer.from(data, "base64") }];
  });
}

export function promptOf({ contents }: GeminiRequest): string {
  const parts = contents.flatMap((content) => content.parts);
  return parts.flatMap((one) => ("text" in one ? [one.text] : [])).join("\n");
}

function explain(issue: z.core.$ZodIssue | undefined): ApiError {
  const path = (issue?.path ?? []).map((key) =>
    typeof key === "number" ? `[${key}]` : snake(key),
  );
  const at = path.join(".").replaceAll(".[", "[");
  if (issue?.code === "unrecognized_keys") {
    const name = issue.keys[0];
    const found = `Invalid JSON payload received. Unknown name "${name}"${at === "" ? "" : ` at '${at}'`}: Cannot find field.`;
    return invalidArgument(found, at);
  }
  return invalidArgument(`Invalid value at '${at}': ${issue?.message ?? "not JSON"}`, at);
}

/** Google names fields in errors as its protocol buffers do. */
function snake(key: PropertyKey): string {
  return String(key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isPicture(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString("latin1");
  return /^(\x89PNG|\xff\xd8\xff|RIFF....WEBP|....ftyp)/s.test(head);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
