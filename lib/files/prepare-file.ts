/** Makes of downloaded bytes a file that Claude or a tool can work with. */
import type { Attachment, ReceivedFile } from "../model/attachment.ts";
import { describeError } from "../ops/describe-error.ts";
import { type Content, openContent, wholeContent } from "./content.ts";
import { detectMime } from "./detect-mime.ts";
import { fileNameOf } from "./file-name.ts";
import { fitImage, isPicture, isVisible, type Typed } from "./fit-image.ts";
import { imageSize } from "./image-size.ts";
import { readablePdfBytes } from "./limits.ts";
import type { FilePorts, FileToUpload } from "./ports.ts";
import { readPdf } from "./read-pdf.ts";

export type Prepared = {
  readonly attachment: Attachment;
  readonly content: Content;
  readonly newKey: () => string;
};

export async function prepareFile(
  { attachment, content: original, newKey }: Prepared,
  ports: FilePorts,
): Promise<ReceivedFile> {
  const { fileName: given, declaredMimeType } = attachment;
  const found = await detectMime({ head: original.head, fileName: given, declaredMimeType });
  const typed = await fitImage({ content: original, mimeType: found }, newKey(), ports);
  const { content, mimeType } = typed;
  const { sizeBytes } = content;
  const fileName = fileNameOf(attachment, mimeType, mimeType !== found);
  const [facts, uploaded, bytesKey] = await Promise.all([
    factsOf(typed, attachment, ports),
    tryUpload({ content, fileName, mimeType, sizeBytes }, ports),
    content.storedKey ?? tryStore(content, newKey(), ports),
  ]);
  return {
    type: typeOf(typed),
    fileName,
    mimeType,
    sizeBytes,
    ...facts,
    ...(uploaded === null ? {} : { uploaded }),
    ...(bytesKey === null ? {} : { bytesKey }),
  };
}

function typeOf(typed: Typed): ReceivedFile["type"] {
  const { mimeType } = typed;
  if (isVisible(typed)) return "image";
  if (mimeType === "application/pdf") return "pdf";
  if (mimeType.startsWith("audio/")) return "audio";
  return mimeType.startsWith("video/") ? "video" : "document";
}

type Facts = Pick<
  ReceivedFile,
  "pageCount" | "firstPageText" | "isTooLargeToRead" | "isUnseen" | "width" | "height"
>;

async function factsOf(
  typed: Typed,
  attachment: Attachment,
  ports: FilePorts,
): Promise<Facts | null> {
  const { content, mimeType } = typed;
  if (isVisible(typed)) return imageSize(content.head, mimeType);
  if (isPicture(typed)) return { isUnseen: true };
  if (mimeType === "application/pdf") {
    if (content.sizeBytes > readablePdfBytes) return { isTooLargeToRead: true };
    return readPdf(await wholeContent(content, ports));
  }
  const { width, height } = attachment;
  return width === undefined || height === undefined ? null : { width, height };
}

/** Without it Claude does not see the file, but tools may. */
async function tryUpload(
  { content, ...file }: Omit<FileToUpload, "body"> & { readonly content: Content },
  ports: FilePorts,
) {
  try {
    return await ports.upload({ ...file, body: await openContent(content, ports) });
  } catch (thrown) {
    ports.log.warn("file.upload_failed", { mimeType: file.mimeType, ...describeError(thrown) });
    return null;
  }
}

/** Without it a tool asks Telegram again. */
async function tryStore(content: Content, key: string, ports: FilePorts): Promise<string | null> {
  try {
    await ports.bytes.put(key, await openContent(content, ports), content.sizeBytes);
    return key;
  } catch (thrown) {
    ports.log.warn("file.store_failed", { ...describeError(thrown) });
    return null;
  }
}
