/** What a file is called: as its sender named it, or after what it is and the message that brought it. */
import type { Attachment } from "../model/attachment.ts";
import { extensionOf } from "./mime-types.ts";

/**
 * Photos have no names, and an album is full of them: `photo-1234.jpg` can be told from its neighbours, and
 * is called the same in every replay. A converted file gets the extension of what it became.
 */
export function fileNameOf(
  { fileName, kind, messageId }: Pick<Attachment, "fileName" | "kind" | "messageId">,
  mimeType: string,
  isConverted: boolean,
): string {
  const extension = extensionOf(mimeType);
  const suffix = extension === undefined ? "" : `.${extension}`;
  if (fileName === undefined || fileName.trim() === "")
    return `${messageId === undefined ? kind : `${kind}-${messageId}`}${suffix}`;
  return isConverted ? `${fileName.replace(/\.[^.]*$/, "")}${suffix}` : fileName;
}
