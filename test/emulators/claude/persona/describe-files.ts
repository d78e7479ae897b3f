/** Names the files of a message by what the stand-in really holds of them. */
import type { FileStore } from "../file-store.ts";
import type { ContentBlock } from "../schema/content-blocks.ts";

export function describeFiles(
  blocks: readonly ContentBlock[],
  files: FileStore,
): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === "container_upload") return [describeStored(block.file_id, files)];
    if (block.type !== "image" && block.type !== "document") return [];
    const { source } = block;
    if (source.type === "file") return [describeStored(source.file_id, files)];
    if (source.type === "url") return [source.url];
    if (source.type === "content") return ["text/plain"];
    const bytes = Buffer.from(source.data, source.type === "base64" ? "base64" : "utf8");
    return [`${source.media_type} (${bytes.byteLength} B)`];
  });
}

function describeStored(id: string, files: FileStore): string {
  const file = files.get(id);
  return file === undefined
    ? id
    : `${file.filename} (${file.mimeType}, ${file.bytes.byteLength} B)`;
}
