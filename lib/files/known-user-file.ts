/** What is written down of a file, as it is known now: some of it is over by the time it is read. */
import type { HeldFile, KnownFile } from "../model/known-file.ts";
import type { UserFile } from "../model/user-file.ts";
import { madeFileMoves, userFileMoves } from "./file-states.ts";

export function heldUserFile(file: UserFile, nowMs: number): HeldFile {
  return { file: knownUserFile(file, nowMs), telegramFileId: file.telegramFileId };
}

function knownUserFile(written: UserFile, nowMs: number): KnownFile {
  const { id, fileName, mimeType, sizeBytes, context, sentAtMs: atMs, claude } = written;
  const isWithClaude = claude !== undefined && claude.expiresAtMs > nowMs;
  const facts = {
    id,
    fileName,
    mimeType,
    ...(sizeBytes !== undefined && { sizeBytes }),
    atMs,
    ...(context !== undefined && { context }),
    ...(isWithClaude && { claudeFileId: claude.fileId }),
  };
  if (written.madeBy === "assistant")
    return { ...facts, madeBy: "assistant", state: madeFileMoves.pending.deliver };
  const { upload } = userFileMoves.received;
  const sent = claude === undefined ? "received" : upload;
  const isOver = claude !== undefined && !isWithClaude;
  return { ...facts, madeBy: "user", state: isOver ? userFileMoves[upload].expire : sent };
}
