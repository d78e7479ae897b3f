/** Reads a request body up to the API's limit. */
import { type ApiError, invalidRequest, tooLarge } from "./api-error.ts";

/** platform.claude.com, Request size limits: Messages and token counting. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;

export async function readJson(request: Request): Promise<ApiError | { readonly body: unknown }> {
  const bytes = await readBytes(request, MAX_JSON_BYTES);
  if (bytes === null) return tooLarge("Request exceeds the maximum size");
  try {
    return { body: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return invalidRequest("The request body is not valid JSON");
  }
}

/** Null where the body is longer, known from its declared length or from reading it. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length")) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
