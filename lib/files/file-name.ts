/** What a file is called: as its sender named it, or after what it is. */
import type { Attachment } from "../model/attachment.ts";
import { extensionOf } from "./mime-types.ts";

/** A converted file gets the extension of what it became. */
export function fileNameOf(
  { fileName, kind }: Attachment,
  mimeType: string,
  isConverted: boolean,
): string {
  const extension = extensionOf(mimeType);
  const suffix = extension === undefined ? "" : `.${extension}`;
  if (fileName === undefined || fileName.trim() === "") return `${kind}${suffix}`;
  return isConverted ? `${fileName.replace(/\.[^.]*$/, "")}${suffix}` : fileName;
}
