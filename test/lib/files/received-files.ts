/** Files nobody sent before, and what became of them. */
import { randomBytes } from "node:crypto";
import type { MediaOutcome, ReceivedFile } from "../../../lib/model/attachment.ts";

export const mebibyte = 1024 * 1024;

export function fileOf(outcome: MediaOutcome): ReceivedFile {
  if (outcome.kind === "file") return outcome.file;
  throw new Error(`no file: ${JSON.stringify(outcome)}`);
}

/** The emulator knows equal bytes as the same file. */
export const padded = (bytes: Uint8Array) => Buffer.concat([bytes, randomBytes(16)]);
export const words = () => Buffer.from(`timetable ${randomBytes(8).toString("hex")}\n`);
