/** analyze_pdf: pages of a PDF of this chat read closely, in a request of its own that carries those pages and no others. */
import * as z from "zod";
import { toBase64 } from "../model/base64.ts";
import type { KnownFile, ToolFiles } from "../model/known-file.ts";
import type { Block } from "../model/message.ts";
import type { Analyst } from "./analysis/analyst.ts";
import { findingResult } from "./analysis/finding-result.ts";
import { openPdf, type Unopened } from "./analysis/open-pdf.ts";
import { inWords, pagesOf, roughCount } from "./analysis/page-range.ts";
import { plainName, quotedName } from "./analysis/quoted-name.ts";
import { fileProblem } from "./file-problem.ts";
import type { Tool } from "./tool.ts";
import { refusal } from "./tool-answer.ts";

const input = z.object({
  file_id: z.string().describe("Id of the PDF, from the list of files of this chat."),
  question: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .describe("What to find out. The answer knows nothing of this conversation: say all it needs."),
  pages: z
    .string()
    .trim()
    .max(200)
    .default("all")
    .describe("Which pages to read: 2, 1-5, 1,3,7-9, 12- or all. Fewer pages cost less."),
});

const maxTokens = 16_000;
/** Of one request (platform.claude.com/docs/en/build-with-claude/pdf-support). */
const maxPages = 100;
/** The document, its pages and their text form lie in memory together, and no body over 8 MB is held (design §4). */
const maxCutBytes = 8 * 1024 * 1024;
/** The lower middle of what the vendor says a page has (same page, "Estimate your costs"). */
const tokensPerPage = 2000;
const usualPages = 10;

export function analyzePdf(analyst: Analyst): Tool<z.infer<typeof input>> {
  return {
    name: "analyze_pdf",
    description:
      "Answers a question about a PDF of this chat, or about some of its pages: text, tables, " +
      "drawings and scans. At most 100 pages at once; of a long document ask about the pages that matter. " +
      "A PDF that stands before you in this conversation you read yourself. Costs real money with each call, " +
      "by the page.",
    input,
    paid: true,
    estimateNanoUsd: ({ pages }) =>
      analyst.estimateNanoUsd((roughCount(pages) ?? usualPages) * tokensPerPage, 1000),
    async run({ file_id: id, question, pages }, { signal, files }) {
      const file = await files.find(id);
      if (!file) return refusal(fileProblem(id, "unknown"));
      if (file.mimeType !== "application/pdf")
        return refusal(`The file ${id} is no PDF but ${file.mimeType}.`);
      const shown = await shownPages(file, pages, files);
      if ("problem" in shown) return refusal(shown.problem);
      signal.throwIfAborted();
      const { block, seen, about } = shown;
      return findingResult(
        await analyst.ask({ file: block, about, question, maxTokens }, signal),
        seen,
      );
    },
  };
}

type Shown =
  | { readonly block: Block; readonly seen: string; readonly about: string }
  | { readonly problem: string };

async function shownPages(file: KnownFile, range: string, files: ToolFiles): Promise<Shown> {
  const read = await files.read(file.id, maxCutBytes);
  if ("reason" in read) {
    const isWhole = read.reason === "too_large" && range.toLowerCase() === "all";
    const whole = isWhole ? uploadedBlock(file) : null;
    if (whole)
      return { block: whole, seen: quotedName(file), about: `The PDF ${quotedName(file)}` };
    const advice = read.reason === "too_large" ? ` ${tooLargeToCut(file)}` : "";
    return { problem: `${fileProblem(file.id, read.reason)}${advice}` };
  }
  const bytes = new Uint8Array(read.bytes);
  const pdf = await openPdf(bytes);
  if ("reason" in pdf) return { problem: words[pdf.reason](file.id) };
  const asked = pagesOf(range, pdf.pageCount);
  if ("problem" in asked) return asked;
  const { pages } = asked;
  if (pages.length > maxPages) return { problem: tooMany(pages.length, pdf.pageCount) };
  const seen = `page ${inWords(pages)} of ${pdf.pageCount} of ${quotedName(file)}`;
  const about = `The PDF holds ${seen}: count them so, not from 1`;
  if (pages.length === pdf.pageCount && !pdf.isEncrypted)
    return { block: uploadedBlock(file) ?? inlineBlock(file, bytes), seen, about };
  const cut = await pdf.cut(pages);
  return cut ? { block: inlineBlock(file, cut), seen, about } : { problem: words.damaged(file.id) };
}

/** Where Claude has it already, it need not travel again. */
function uploadedBlock(file: KnownFile): Block | null {
  const { claudeFileId: file_id } = file;
  if (file_id === undefined) return null;
  return { type: "document", source: { type: "file", file_id }, title: plainName(file) };
}

function inlineBlock(file: KnownFile, bytes: Uint8Array): Block {
  const source = { type: "base64", media_type: "application/pdf", data: toBase64(bytes) };
  return { type: "document", source, title: plainName(file) };
}

/** The whole of it could answer, but would be read and paid for where some pages were asked for. */
function tooLargeToCut(file: KnownFile): string {
  const otherwise = uploadedBlock(file) ? ', or ask about pages "all"' : "";
  return (
    "Its pages cannot be cut out: it is over 8 MB. " +
    `Ask the person for the pages that matter as a file of their own${otherwise}.`
  );
}

function tooMany(count: number, pageCount: number): string {
  return (
    `That is ${count} pages, at most ${maxPages} can be read at once; the document has ${pageCount}. ` +
    "Ask about those that matter, or about one part after the other."
  );
}

const words: Readonly<Record<Unopened["reason"], (id: string) => string>> = {
  locked: (id) => `The PDF ${id} is locked with a password. Ask the person to send it without one.`,
  damaged: (id) =>
    `The PDF ${id} is damaged and cannot be opened. Ask the person to send it again.`,
  too_dense: (id) =>
    `The PDF ${id} is packed too tightly to be opened safely. Ask the person to save it anew, or to send the pages as pictures.`,
};
