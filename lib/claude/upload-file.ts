/** Gives Claude a file by the Files API, as a stream: the SDK's own upload would hold it whole, several times. */
import type { FileMetadata } from "@anthropic-ai/sdk/resources/files";
import type { ClaudeClient } from "./client.ts";
import { mapClaudeError } from "./map-error.ts";

export type Upload = {
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly body: ReadableStream<Uint8Array>;
};

export type UploadOptions = {
  /** Announces a stream's length, so that it travels with a Content-Length. */
  readonly withLength: (
    stream: ReadableStream<Uint8Array>,
    sizeBytes: number,
  ) => ReadableStream<Uint8Array>;
  readonly timeoutMs: number;
};

export type Uploaded = { readonly claudeFileId: string; readonly expiresAtMs: number };

/** Design §6, "Files-API expiry". */
const expiresInSeconds = 30 * 24 * 60 * 60;

/** Rejects with an AppError. */
export async function uploadFile(
  client: ClaudeClient,
  upload: Upload,
  { withLength, timeoutMs }: UploadOptions,
): Promise<Uploaded> {
  const boundary = `ferry-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const { before, after } = frame(upload, boundary);
  const sizeBytes = before.byteLength + upload.sizeBytes + after.byteLength;
  try {
    const file = await client.post<FileMetadata>("/v1/files", {
      body: withLength(framed(before, upload.body, after), sizeBytes),
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      timeout: timeoutMs,
    });
    return { claudeFileId: file.id, expiresAtMs: expiryOf(file) };
  } catch (thrown) {
    throw mapClaudeError(thrown);
  }
}

function expiryOf({ created_at, expires_at }: FileMetadata): number {
  const expiresAtMs = Date.parse(expires_at ?? "");
  return Number.isNaN(expiresAtMs) ? Date.parse(created_at) + expiresInSeconds * 1000 : expiresAtMs;
}

/** multipart/form-data around one file (RFC 7578). */
function frame({ fileName, mimeType }: Upload, boundary: string) {
  const encoder = new TextEncoder();
  const before = [
    `--${boundary}`,
    `content-disposition: form-data; name="expires_in_seconds"`,
    "",
    String(expiresInSeconds),
    `--${boundary}`,
    `content-disposition: form-data; name="file"; filename="${acceptable(fileName)}"`,
    `content-type: ${mimeType}`,
    "",
    "",
  ].join("\r\n");
  return { before: encoder.encode(before), after: encoder.encode(`\r\n--${boundary}--\r\n`) };
}

/** The Files API refuses these characters and longer names (platform.claude.com/docs/en/build-with-claude/files). */
function acceptable(fileName: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return fileName.replace(/[<>:"|?*\\/\u0000-\u001f]/g, "_").slice(-255);
}

function framed(
  before: Uint8Array,
  body: ReadableStream<Uint8Array>,
  after: Uint8Array,
): ReadableStream<Uint8Array> {
  const frames = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => controller.enqueue(before),
    flush: (controller) => controller.enqueue(after),
  });
  return body.pipeThrough(frames);
}
