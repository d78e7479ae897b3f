/** preview_file: Claude looks at a file, for free. */
import * as z from "zod";
import type { FileBytes, KnownFile } from "../model/known-file.ts";
import type { Block } from "../model/message.ts";
import type { FitPicture, Picture } from "../model/picture.ts";
import { describeSize } from "../model/plain-facts.ts";
import type { ToolResult } from "../model/tool.ts";
import { fileProblem } from "./file-problem.ts";
import { listArchive } from "./preview/list-archive.ts";
import { previewTable } from "./preview/preview-table.ts";
import { previewText, textOf } from "./preview/preview-text.ts";
import type { Tool } from "./tool.ts";
import { refusal, textBlock } from "./tool-answer.ts";

export type PreviewEngines = {
  readonly fitPicture: FitPicture;
  /** Null where it is damaged or locked. */
  readonly readPdf: (
    bytes: Uint8Array,
  ) => Promise<{ readonly pageCount: number; readonly firstPageText: string } | null>;
  /** Into the Files API, so that history does not carry the bytes. */
  readonly showPicture: (picture: Picture, fileName: string) => Promise<string>;
};

const mebibyte = 1024 * 1024;
/** No body over 8 MB is held (design §4). */
const maxReadBytes = 8 * mebibyte;
const maxEntries = 50;
const shown = {
  sidePx: 1568,
  maxBytes: 3 * mebibyte,
  mimeTypes: ["image/jpeg", "image/png", "image/gif", "image/webp"],
};

const input = z.object({
  file_id: z
    .string()
    .max(200)
    .describe("Id of a file of this conversation: exec_…, made:… or user:…"),
  max_rows: z
    .int()
    .min(1)
    .max(200)
    .catch(20)
    .default(20)
    .describe("Rows of a table to show, 1 to 200; 20 unless more are needed."),
  max_chars: z
    .int()
    .min(100)
    .max(20_000)
    .catch(5000)
    .default(5000)
    .describe("Characters of a text to show, 100 to 20000; 5000 unless more are needed."),
});

type Input = z.infer<typeof input>;

export function previewFile(engines: PreviewEngines): Tool<Input> {
  return {
    name: "preview_file",
    description:
      "Shows you a file of this conversation without sending it to anybody: a picture as a picture, " +
      "the head of a table, the beginning of a text, how a PDF begins and how many pages it has, " +
      "what an archive holds. Look at what you made before you deliver it. " +
      "For questions about the pages of a PDF use analyze_pdf, for what is said in a recording " +
      "transcribe_audio, for calculations execute_python.",
    input,
    paid: false,
    async run(asked, { files }) {
      const { file_id: id } = asked;
      const known = await files.find(id);
      if (known && (known.sizeBytes ?? 0) > maxReadBytes) return facts(known, tooLarge);
      const read = await files.read(id, maxReadBytes);
      if ("reason" in read) return refusal(fileProblem(id, read.reason));
      const result = await look(read, asked, engines);
      return result.isError ? result : { ...result, previewed: id };
    },
  };
}

const tooLarge = "It is too large to be looked at whole: take parts of it with execute_python.";

async function look(read: FileBytes, asked: Input, engines: PreviewEngines): Promise<ToolResult> {
  const { file, bytes } = read;
  const { mimeType } = file;
  if (mimeType === "image/svg+xml") return facts(file, textPreview(bytes, asked));
  if (mimeType.startsWith("image/")) return lookAtPicture(read, engines);
  if (mimeType === "application/pdf") return facts(file, await pdfPreview(bytes, engines));
  if (/^(audio|video)\//.test(mimeType))
    return facts(file, "transcribe_audio tells what is said in it.");
  return facts(
    file,
    archivePreview(bytes) ?? tablePreview(file, bytes, asked) ?? textPreview(bytes, asked),
  );
}

function facts({ id, fileName, mimeType, sizeBytes }: KnownFile, preview: string): ToolResult {
  const size = sizeBytes === undefined ? "" : `, ${describeSize(sizeBytes)}`;
  const text = `${id}, "${fileName.replace(/\s+/g, " ").slice(0, 200)}", ${mimeType}${size}. ${preview}`;
  return { content: [textBlock(text)], isError: false, files: [] };
}

async function lookAtPicture(
  { file, bytes }: FileBytes,
  { fitPicture, showPicture }: PreviewEngines,
): Promise<ToolResult> {
  const picture = await fitPicture({ mimeType: file.mimeType, bytes }, shown);
  if (picture === null)
    return refusal(
      `The picture ${file.id} cannot be shown: it is damaged, too large, or of a kind nobody here can read.`,
    );
  const image: Block = {
    type: "image",
    source: { type: "file", file_id: await showPicture(picture, file.fileName) },
  };
  const { content, ...result } = facts(file, "This is how it looks:");
  return { ...result, content: [...content, image] };
}

async function pdfPreview(bytes: Uint8Array, { readPdf }: PreviewEngines): Promise<string> {
  const { unpacksSafely } = await import("./analysis/unpacked-size.ts");
  const read = unpacksSafely(new Uint8Array(bytes)) ? await readPdf(bytes) : null;
  if (read === null) return "It is damaged, locked, or unpacks to more than can be read.";
  const { pageCount, firstPageText } = read;
  const begins =
    firstPageText === ""
      ? "no text on its first page: perhaps a scan"
      : `it begins: "${firstPageText}"`;
  return `${pageCount} pages; ${begins}`;
}

function archivePreview(bytes: Uint8Array): string | null {
  const listing = listArchive(bytes, maxEntries);
  if (!listing) return null;
  const { entries, count, totalBytes } = listing;
  const lines = entries.map(
    ({ name, sizeBytes }) =>
      `- ${name.replace(/\s+/g, " ").slice(0, 200)} (${describeSize(sizeBytes)})`,
  );
  const rest = count > entries.length ? [`… ${count - entries.length} more`] : [];
  return [
    `It holds ${count} entries, ${describeSize(totalBytes)} unpacked as it says:`,
    ...lines,
    ...rest,
  ].join("\n");
}

function tablePreview(
  { fileName, mimeType }: KnownFile,
  bytes: Uint8Array,
  asked: Input,
): string | null {
  const isTabbed = mimeType === "text/tab-separated-values" || /\.tsv$/i.test(fileName);
  if (!isTabbed && mimeType !== "text/csv" && !/\.csv$/i.test(fileName)) return null;
  const text = textOf(bytes);
  if (text === null) return null;
  const separator = isTabbed ? "\t" : separatorOf(text);
  return previewTable(text, separator, { maxRows: asked.max_rows, maxChars: asked.max_chars });
}

/** Half of Europe separates by semicolons, because its numbers hold commas. */
function separatorOf(text: string): string {
  const [header = ""] = text.split("\n", 1);
  return header.split(";").length > header.split(",").length ? ";" : ",";
}

function textPreview(bytes: Uint8Array, { max_chars }: Input): string {
  const text = textOf(bytes);
  if (text === null) return "It is binary: read it with execute_python.";
  return text.trim() === "" ? "It is empty." : previewText(text, max_chars);
}
