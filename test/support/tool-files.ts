/** The files of one person in one chat, as a tool may ask for them. */
import type { KnownFile, ToolFiles } from "../../lib/model/known-file.ts";
import { noonMs } from "./inbounds.ts";

export type GivenFile = {
  readonly fileName?: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly claudeFileId?: string;
};

/** By their ids. */
export function toolFiles(given: Readonly<Record<string, GivenFile>>): ToolFiles {
  const known = new Map(Object.entries(given));
  return {
    async find(id) {
      const file = known.get(id);
      return file ? knownFile(id, file) : null;
    },
    async read(id, maxBytes) {
      const file = known.get(id);
      if (!file) return { reason: "unknown" };
      if (file.bytes.byteLength > maxBytes) return { reason: "too_large" };
      return { file: knownFile(id, file), bytes: file.bytes };
    },
  };
}

function knownFile(id: string, { fileName = "file", bytes, ...rest }: GivenFile): KnownFile {
  const { mimeType, claudeFileId } = rest;
  return {
    id,
    fileName,
    mimeType,
    sizeBytes: bytes.byteLength,
    state: "received",
    madeBy: "user",
    atMs: noonMs,
    ...(claudeFileId !== undefined && { claudeFileId }),
  };
}
