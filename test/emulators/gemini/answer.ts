/** The answer of an image model: a picture, or why there is none. */
import { randomUUID } from "node:crypto";
import { draw } from "./draw.ts";
import { refusedWords } from "./refused-words.ts";
import { type GeminiRequest, promptOf, sourcesOf } from "./request.ts";

export async function answerOf(model: string, request: GeminiRequest): Promise<object> {
  const prompt = promptOf(request);
  const words = prompt.toLowerCase();
  if (words.includes(refusedWords.prompt)) {
    return { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, ...ending(model, 0) };
  }
  if (words.includes(refusedWords.picture)) {
    const finishMessage = "Unable to show the generated image.";
    const candidate = { content: {}, finishReason: "IMAGE_SAFETY", finishMessage, index: 0 };
    return { candidates: [candidate], ...ending(model, 0) };
  }
  if (words.includes(refusedWords.talk)) {
    return answered(model, [{ text: "I would rather talk about it." }], 12);
  }
  const { imageConfig: { aspectRatio, imageSize } = {} } = request.generationConfig ?? {};
  const sources = sourcesOf(request);
  const png = await draw({
    prompt,
    aspectRatio: aspectRatio ?? "1:1",
    size: imageSize ?? "1K",
    sources,
  });
  const said = sources.length === 0 ? "Here is the picture." : "Here is the picture, changed.";
  const picture = { inlineData: { mimeType: "image/png", data: png.toString("base64") } };
  // ai.google.dev/gemini-api/docs/pricing: so many tokens are one picture.
  return answered(model, [{ text: said }, picture], imageSize === "4K" ? 2000 : 1120);
}

function answered(model: string, parts: readonly object[], tokens: number): object {
  const content = { role: "model", parts };
  return { candidates: [{ content, finishReason: "STOP", index: 0 }], ...ending(model, tokens) };
}

function ending(model: string, candidatesTokenCount: number): object {
  const promptTokenCount = 10;
  const totalTokenCount = promptTokenCount + candidatesTokenCount;
  return {
    usageMetadata: { promptTokenCount, candidatesTokenCount, totalTokenCount },
    modelVersion: model,
    responseId: randomUUID(),
  };
}
