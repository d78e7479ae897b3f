/** What is written down of a file, as it is known now: some of it is over by the time it is read. */
import type { HeldFile, KnownFile } from "../model/known-file.ts";
import type { UserFile } from "../model/user-file.ts";

export function heldUserFile(file: UserFile, nowMs: number): HeldFile {
  return { file: knownUserFile(file, nowMs), telegramFileId: file.telegramFileId };
}

function knownUserFile(written: UserFile, nowMs: number): KnownFile {
  const { id, fileName, mimeType, sizeBytes, context, sentAtMs: atMs, madeBy = "user" } = written;
  return {
    id,
    fileName,
    mimeType,
    ...(sizeBytes !== undefined && { sizeBytes }),
    madeBy,
    atMs,
    ...(context !== undefined && { context }),
    ...stateOf(written, nowMs),
  };
}

function stateOf({ madeBy, claude }: UserFile, nowMs: number) {
  const isWithClaude = claude !== undefined && claude.expiresAtMs > nowMs;
  const uploaded = isWithClaude && { claudeFileId: claude.fileId };
  if (madeBy === "assistant") return { state: "delivered", ...uploaded } as const;
  if (isWithClaude) return { state: "uploaded", ...uploaded } as const;
  return { state: claude ? "expired" : "received" } as const;
}
