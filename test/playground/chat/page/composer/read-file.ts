/** A picked file → what the control protocol uploads. */
import type { UploadedFile } from "../../../../emulators/telegram/control.ts";

/** A file and what it is to be sent as. */
export type Picked = {
  readonly file: File;
  readonly as: UploadedFile["as"];
  readonly durationSeconds?: number;
};

/** Pictures a client sends as photos; others (svg, tiff …) go as documents. */
const photoTypes = new Set(["image/jpeg", "image/png", "image/webp"]);

export const uploadKind = (mimeType: string): UploadedFile["as"] => {
  if (photoTypes.has(mimeType)) return "photo";
  if (mimeType === "image/gif") return "animation";
  if (mimeType.startsWith("video/")) return "video";
  if (mimeType.startsWith("audio/")) return "audio";
  return "document";
};

const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("The file could not be read."));
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(file);
  });

/** @throws Error when a file has gone or may not be read. */
export const readFile = async ({ file, as, durationSeconds }: Picked): Promise<UploadedFile> => ({
  name: file.name,
  mimeType: file.type || "application/octet-stream",
  base64: await base64Of(file),
  as,
  ...(durationSeconds === undefined ? {} : { durationSeconds }),
});
