/** What a file is: its bytes say it first, then its name, and its sender's client last (original-behaviour §2.10). */
import { mimeOfName, normalizedMime } from "./mime-types.ts";

export type Evidence = {
  readonly head: Uint8Array;
  readonly fileName?: string | undefined;
  readonly declaredMimeType?: string | undefined;
};

const unknownMime = "application/octet-stream";

/** What bytes alone tell of containers and plain data: a name can be more exact. */
const vague = new Set([
  unknownMime,
  "text/plain",
  "application/xml",
  "application/zip",
  "application/x-cfb",
]);

export async function detectMime({ head, fileName, declaredMimeType }: Evidence): Promise<string> {
  const named = fileName === undefined ? undefined : mimeOfName(fileName);
  const found = await signatureOf(head);
  if (found !== undefined && !vague.has(found)) return found;
  const declared = declaredMimeType === undefined ? undefined : normalizedMime(declaredMimeType);
  const claims = [named, found, declared].filter((claim) => claim !== undefined);
  const isText = isUtf8(head);
  const believed = claims.find((claim) => claim !== unknownMime && isCredible(claim, isText));
  return believed ?? (isText ? "text/plain" : unknownMime);
}

async function signatureOf(head: Uint8Array): Promise<string | undefined> {
  // 22 kB that a conversation without files never evaluates.
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(head);
  return found === undefined ? undefined : normalizedMime(found.mime);
}

/**
 * These have signatures that were not found, so a name that claims them is wrong; and what is called
 * text must be text. Claude refuses the whole request for one block that is not what it says.
 */
function isCredible(claim: string, isText: boolean): boolean {
  if (claim === "application/pdf") return false;
  if (/^(image|audio|video)\//.test(claim)) return claim === "image/svg+xml" && isText;
  return isText || !claim.startsWith("text/");
}

/** The end of the head may stand inside a character. */
function isUtf8(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
