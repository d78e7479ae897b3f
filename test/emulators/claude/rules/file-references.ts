/** A `file_id` must name a file that is still there and fits its block (field-and-platforms §5.6). */
import { type ApiError, invalidRequest, notFound } from "../api-error.ts";
import { isExpired, type StoredFile } from "../file-store.ts";
import { type Visited, walkBlocks } from "../walk-blocks.ts";
import type { Rule } from "./rule.ts";

export const fileReferences: Rule = ({ prompt, files, nowMs }) => {
  for (const { path, block } of walkBlocks(prompt.messages)) {
    const id = fileIdOf(block);
    if (id === null) continue;
    const file = files.get(id);
    // The SDK types only say what a download answers; requests are taken to answer the same.
    if (file === undefined) return notFound(`File not found: ${id}`);
    if (isExpired(file, nowMs)) {
      return notFound(`File has expired: ${id}`, {
        error_code: "file_expired",
      });
    }
    const misfit = checkType(path, block, file);
    if (misfit !== null) return misfit;
  }
  return null;
};

function fileIdOf(block: Visited["block"]): string | null {
  if (block.type === "container_upload") return block.file_id;
  if (block.type !== "image" && block.type !== "document") return null;
  return block.source.type === "file" ? block.source.file_id : null;
}

/** PDF and plain text are documents, four image types are images, the rest goes to a container. */
function checkType(path: string, block: Visited["block"], file: StoredFile): ApiError | null {
  const isImage = /^image\/(jpeg|png|gif|webp)$/.test(file.mimeType);
  const isDocument = file.mimeType === "application/pdf" || file.mimeType.startsWith("text/plain");
  const fits = block.type === "container_upload" || (block.type === "image" ? isImage : isDocument);
  if (fits) return null;
  return invalidRequest(
    `${path}.${block.type}.source.file: a file of type ${file.mimeType} cannot be used in a ${block.type} block`,
  );
}
