/** A deterministic token estimate: bytes / 4 rounded up for text, the vendor's own formula for images. */
import { canonicalJson } from "./canonical-json.ts";
import type { FileStore } from "./file-store.ts";
import { imageFacts } from "./image-size.ts";
import type { ContentBlock, NestedBlock } from "./schema/content-blocks.ts";
import type { DocumentBlock, ImageBlock } from "./schema/input-blocks.ts";

/** Of an image whose size is unknown here (a URL): about what 1092 × 1092 pixels cost. */
const UNKNOWN_IMAGE_TOKENS = 1590;
/** platform.claude.com, Vision: tokens = width × height / 750. */
const PIXELS_PER_TOKEN = 750;
/** platform.claude.com, PDF support: 1,500 to 3,000 tokens per page; the lower end. */
const TOKENS_PER_PAGE = 1500;

export function tokensOfText(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

export function tokensOfBlock(block: ContentBlock | NestedBlock, files: FileStore): number {
  if (block.type === "text") return tokensOfText(block.text);
  if (block.type === "thinking") return tokensOfText(block.thinking);
  if (block.type === "compaction") return tokensOfText(block.content ?? "");
  if (block.type === "image") return tokensOfImage(block, files);
  if (block.type === "document") return tokensOfDocument(block, files);
  if (block.type !== "tool_result") return tokensOfText(canonicalJson(block));
  if (block.content === undefined) return 1;
  if (typeof block.content === "string") return tokensOfText(block.content);
  return block.content.reduce((sum, inner) => sum + tokensOfBlock(inner, files), 0);
}

function tokensOfImage({ source }: ImageBlock, files: FileStore): number {
  if (source.type === "url") return UNKNOWN_IMAGE_TOKENS;
  const bytes =
    source.type === "file" ? files.get(source.file_id)?.bytes : Buffer.from(source.data, "base64");
  const facts = bytes === undefined ? null : imageFacts(bytes);
  if (facts === null) return UNKNOWN_IMAGE_TOKENS;
  return Math.ceil((facts.width * facts.height) / PIXELS_PER_TOKEN);
}

function tokensOfDocument({ source }: DocumentBlock, files: FileStore): number {
  if (source.type === "text") return tokensOfText(source.data);
  if (source.type === "url") return TOKENS_PER_PAGE;
  if (source.type === "base64") return tokensOfPdf(Buffer.from(source.data, "base64"));
  if (source.type === "content") {
    if (typeof source.content === "string") return tokensOfText(source.content);
    return source.content.reduce((sum, inner) => sum + tokensOfBlock(inner, files), 0);
  }
  const file = files.get(source.file_id);
  if (file === undefined) return 0;
  return file.mimeType === "application/pdf"
    ? tokensOfPdf(Buffer.from(file.bytes))
    : Math.ceil(file.bytes.byteLength / 4);
}

function tokensOfPdf(bytes: Buffer): number {
  const pages = bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 1;
  return pages * TOKENS_PER_PAGE;
}
