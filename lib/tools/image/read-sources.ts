/** The pictures a new one is to be made of: of this chat, of a kind the engine takes, few enough bytes for memory. */
import type { ToolFiles } from "../../model/known-file.ts";
import type { FitPicture, Picture } from "../../model/picture.ts";
import { fileProblem } from "../file-problem.ts";

export type Sources =
  | { readonly pictures: readonly Picture[] }
  /** What Claude is to be told. */
  | { readonly problem: string };

/** As many as are fetched from Telegram at most. */
const maxReadBytes = 20 * 1024 * 1024;

const limits = {
  /** The engine's own scale: more pixels bring nothing. */
  sidePx: 2048,
  maxBytes: 4 * 1024 * 1024,
  /** ai.google.dev/gemini-api/docs/image-understanding, "Supported image formats"; GIF is not among them. */
  mimeTypes: ["image/jpeg", "image/png", "image/webp"],
};

/** No request body over 8 MB is held (design §4), and base64 makes four bytes of three. */
const maxTotalBytes = 6 * 1024 * 1024;

export async function readSources(
  ids: readonly string[],
  { files, fitPicture }: { readonly files: ToolFiles; readonly fitPicture: FitPicture },
): Promise<Sources> {
  const pictures: Picture[] = [];
  let leftBytes = maxTotalBytes;
  // One after the other: each is smaller once it is fitted.
  for (const id of ids) {
    const read = await files.read(id, maxReadBytes);
    if ("reason" in read) return { problem: fileProblem(id, read.reason) };
    const { mimeType } = read.file;
    const picture = await fitPicture({ mimeType, bytes: read.bytes }, limits);
    if (picture === null)
      return { problem: `The file ${id} (${mimeType}) is no picture that can be worked on.` };
    leftBytes -= picture.bytes.byteLength;
    if (leftBytes < 0) return { problem: "The pictures are too large together. Take fewer." };
    pictures.push(picture);
  }
  return { pictures };
}
