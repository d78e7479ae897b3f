/** Names the files of a message by what the stand-in really holds of them; of a PDF it reads the words. */
import { extractText } from "unpdf";
import type { FileStore } from "../file-store.ts";
import type { ContentBlock } from "../schema/content-blocks.ts";
import { quote } from "./quote.ts";

export async function describeFiles(
  blocks: readonly ContentBlock[],
  files: FileStore,
): Promise<readonly string[]> {
  return Promise.all(blocks.flatMap((block) => describe(block, files)));
}

function describe(block: ContentBlock, files: FileStore): readonly (string | Promise<string>)[] {
  if (block.type === "container_upload") return [describeStored(block.file_id, files)];
  if (block.type !== "image" && block.type !== "document") return [];
  const { source } = block;
  if (source.type === "file") return [describeStored(source.file_id, files)];
  if (source.type === "url") return [source.url];
  if (source.type === "content") return ["text/plain"];
  const bytes = Buffer.from(source.data, source.type === "base64" ? "base64" : "utf8");
  return [withWords(`${source.media_type} (${bytes.byteLength} B)`, source.media_type, bytes)];
}

async function describeStored(id: string, files: FileStore): Promise<string> {
  const file = files.get(id);
  if (file === undefined) return id;
  const { filename, mimeType, bytes } = file;
  return withWords(`${filename} (${mimeType}, ${bytes.byteLength} B)`, mimeType, bytes);
}

async function withWords(facts: string, mimeType: string, bytes: Uint8Array): Promise<string> {
  if (mimeType !== "application/pdf") return facts;
  try {
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    return text.trim() === "" ? facts : `${facts}: ${quote(text)}`;
  } catch {
    // Tests send a few bytes as a PDF, too.
    return facts;
  }
}
