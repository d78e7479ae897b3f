/** analyze_image: one picture of this chat looked at closely, in a request of its own. */
import * as z from "zod";
import { toBase64 } from "../model/base64.ts";
import type { KnownFile, ToolFiles } from "../model/known-file.ts";
import type { Block } from "../model/message.ts";
import type { FitPicture } from "../model/picture.ts";
import type { Analyst } from "./analysis/analyst.ts";
import { findingResult } from "./analysis/finding-result.ts";
import { quotedName } from "./analysis/quoted-name.ts";
import { fileProblem } from "./file-problem.ts";
import type { Tool } from "./tool.ts";
import { refusal } from "./tool-answer.ts";

const input = z.object({
  file_id: z.string().describe("Id of the picture, from the list of files of this chat."),
  question: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .describe("What to find out. The answer knows nothing of this conversation: say all it needs."),
});

export type ImageAnalysis = { readonly analyst: Analyst; readonly fitPicture: FitPicture };

/** What is asked for is a description, not a book. */
const maxTokens = 8192;
/** As many as are fetched from Telegram at most. */
const maxReadBytes = 20 * 1024 * 1024;

/** Of inline pictures, and of the side beyond which detail is lost anyway (platform.claude.com/docs/en/build-with-claude/vision). */
const limits = {
  sidePx: 2000,
  maxBytes: 5 * 1024 * 1024,
  mimeTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
};

export function analyzeImage({ analyst, fitPicture }: ImageAnalysis): Tool<z.infer<typeof input>> {
  return {
    name: "analyze_image",
    description:
      "Answers a question about one picture of this chat: one a person sent earlier, " +
      "or one that a tool made and you have not seen. Text in it is read, things are counted, " +
      "charts and faces of buildings are described. A picture that stands before you in this conversation you " +
      "see yourself: do not use it for that. Costs real money with each call.",
    input,
    paid: true,
    estimateNanoUsd: () => analyst.estimateNanoUsd(2500, 800),
    async run({ file_id: id, question }, { signal, files }) {
      const file = await files.find(id);
      if (!file) return refusal(fileProblem(id, "unknown"));
      if (!file.mimeType.startsWith("image/")) return refusal(wrongKind(file));
      const shown = await imageBlock(file, { files, fitPicture });
      if ("problem" in shown) return refusal(shown.problem);
      signal.throwIfAborted();
      const seen = `the picture ${quotedName(file)}`;
      const inquiry = { file: shown.block, about: seen, question, maxTokens };
      return findingResult(await analyst.ask(inquiry, signal), seen);
    },
  };
}

function wrongKind({ id, mimeType }: KnownFile): string {
  const other = /^(audio|video)\//.test(mimeType)
    ? "transcribe_audio hears it"
    : mimeType === "application/pdf"
      ? "analyze_pdf reads it"
      : "preview_file shows it, execute_python reads it";
  return `The file ${id} is no picture but ${mimeType}: ${other}.`;
}

type Shown = { readonly block: Block } | { readonly problem: string };

/** Where Claude has it already, it need not travel again. */
async function imageBlock(
  file: KnownFile,
  { files, fitPicture }: { readonly files: ToolFiles; readonly fitPicture: FitPicture },
): Promise<Shown> {
  const { id, claudeFileId } = file;
  if (claudeFileId !== undefined)
    return { block: { type: "image", source: { type: "file", file_id: claudeFileId } } };
  const read = await files.read(id, maxReadBytes);
  if ("reason" in read) return { problem: fileProblem(id, read.reason) };
  const shown = await fitPicture({ mimeType: file.mimeType, bytes: read.bytes }, limits);
  if (shown === null)
    return {
      problem: `The file ${id} cannot be shown: it is too large, damaged, or of a rare kind.`,
    };
  const source = { type: "base64", media_type: shown.mimeType, data: toBase64(shown.bytes) };
  return { block: { type: "image", source } };
}
