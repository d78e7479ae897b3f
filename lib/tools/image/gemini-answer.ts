/** What Gemini answers, as one of the outcomes there are (ai.google.dev/api/generate-content). */
import * as z from "zod";
import { fromBase64 } from "../../model/base64.ts";
import type { DrawingProblem, Drawn } from "./image-engine.ts";
import { pictureType } from "./picture-type.ts";

const part = z.object({
  text: z.string().optional(),
  inlineData: z.object({ data: z.string() }).optional(),
  /** A draft on the way to the picture, not the picture. */
  thought: z.boolean().optional(),
});

const answer = z.object({
  candidates: z
    .array(
      z.object({
        content: z.object({ parts: z.array(part).default([]) }).optional(),
        finishReason: z.string().optional(),
        finishMessage: z.string().optional(),
      }),
    )
    .default([]),
  promptFeedback: z.object({ blockReason: z.string().optional() }).optional(),
});

const failure = z.object({
  error: z.object({ status: z.string().catch("UNKNOWN") }),
});

/** An answer of HTTP 200. */
export function readGeminiAnswer(body: string): Drawn {
  const parsed = answer.safeParse(parseJson(body));
  if (!parsed.success) return { kind: "failed", reason: "malformed" };
  const { candidates, promptFeedback } = parsed.data;
  const candidate = candidates[0];
  const parts = (candidate?.content?.parts ?? []).filter(({ thought }) => thought !== true);
  const said = parts.flatMap(({ text = "" }) => text.trim() || []).join(" ");
  const data = parts.find(({ inlineData }) => inlineData)?.inlineData?.data;
  if (data === undefined) {
    const why = [promptFeedback?.blockReason, stopOf(candidate), said].filter(Boolean);
    return { kind: "refused", reason: why.join(": ") || "no picture was made" };
  }
  const bytes = fromBase64(data);
  const mimeType = bytes === null ? null : pictureType(bytes);
  if (bytes === null || mimeType === null) return { kind: "failed", reason: "malformed" };
  return { kind: "picture", picture: { mimeType, bytes }, remark: said };
}

/** A refusal's reason; that an answer came to its end is none. */
function stopOf(candidate: z.infer<typeof answer>["candidates"][number] | undefined) {
  const { finishReason, finishMessage } = candidate ?? {};
  if (finishReason === undefined || finishReason === "STOP") return undefined;
  return finishMessage === undefined ? finishReason : `${finishReason}, ${finishMessage}`;
}

/** `status` is the vendor's word for it; its message is left out, as it may quote what was sent. */
export function readGeminiError(
  httpStatus: number,
  body: string,
): { status: string; reason: DrawingProblem } {
  const parsed = failure.safeParse(parseJson(body));
  const status = parsed.success ? parsed.data.error.status : "UNKNOWN";
  if (httpStatus === 429) return { status, reason: "busy" };
  return { status, reason: httpStatus >= 500 ? "unavailable" : "rejected" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: whoever asked says what that means.
    return null;
  }
}
