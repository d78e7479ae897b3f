/** The files of one person in one chat, as tools ask for them: whatever an id says, it finds no others (design §3 P6). */
import type { FileBytes, HeldFile, KnownFile, ToolFiles, Unread } from "../model/known-file.ts";
import { describeError } from "../ops/describe-error.ts";
import type { Log } from "../ops/log.ts";
import { detectMime } from "./detect-mime.ts";
import { fileNameOf } from "./file-name.ts";
import { userFileMoves } from "./file-states.ts";
import type { Bytes, OpenedFile } from "./ports.ts";
import { readAtMost } from "./read-at-most.ts";

export type ToolFilePorts = {
  readonly log: Log;
  readonly now: () => number;
  /** For one file from Telegram, from getFile to the last byte. */
  readonly downloadTimeoutMs: number;
  /** Known to this conversation and newer than what is written down. */
  readonly atHand: () => readonly HeldFile[];
  /** Written down as this person's in this chat; null for any other. Rejects where that cannot be read. */
  readonly findWritten: (id: string) => Promise<HeldFile | null>;
  /** Null where they are gone. */
  readonly storedBytes: (key: string) => Promise<Bytes | null>;
  readonly openFile: (telegramFileId: string, signal: AbortSignal) => Promise<OpenedFile>;
};

type Read = FileBytes | Unread;

export function openToolFiles(ports: ToolFilePorts): ToolFiles {
  const held = async (id: string): Promise<HeldFile | null> =>
    ports.atHand().find(({ file }) => file.id === id) ?? (await ports.findWritten(id));

  return {
    find: async (id) => (await held(id))?.file ?? null,

    async read(id, maxBytes) {
      try {
        const found = await held(id);
        return found ? await readHeld(found, maxBytes, ports) : { reason: "unknown" };
      } catch (thrown) {
        ports.log.warn("file.unread", { ...describeError(thrown) });
        return { reason: "unavailable" };
      }
    },
  };
}

async function readHeld(held: HeldFile, maxBytes: number, ports: ToolFilePorts): Promise<Read> {
  const { file, bytesKey, telegramFileId } = held;
  if (file.madeBy === "assistant" && file.state === "expired") return { reason: "expired" };
  if ((file.sizeBytes ?? 0) > maxBytes) return { reason: "too_large" };
  const stored = bytesKey === undefined ? null : await ports.storedBytes(bytesKey);
  if (stored) {
    const bytes = await readAtMost(stored, maxBytes);
    return bytes ? { file, bytes } : { reason: "too_large" };
  }
  if (telegramFileId === undefined) return { reason: "expired" };
  return refetch(held, { telegramFileId, maxBytes }, ports);
}

type Refetching = { readonly telegramFileId: string; readonly maxBytes: number };

async function refetch(
  { file }: HeldFile,
  { telegramFileId, maxBytes }: Refetching,
  ports: ToolFilePorts,
): Promise<Read> {
  const signal = AbortSignal.timeout(ports.downloadTimeoutMs);
  const opened = await ports.openFile(telegramFileId, signal);
  if (opened.kind === "too_large") return { reason: "too_large" };
  if (opened.kind === "failed") {
    ports.log.warn("file.not_refetched", { reason: opened.reason });
    return { reason: "unavailable" };
  }
  const bytes = await readAtMost(opened.body, maxBytes);
  return bytes ? { file: await asFetched(file, bytes), bytes } : { reason: "too_large" };
}

/** Telegram gives it as it was sent: what Claude was shown of a picture may have been converted. */
async function asFetched(known: KnownFile, bytes: Uint8Array): Promise<KnownFile> {
  const { fileName, mimeType: declaredMimeType } = known;
  const found = await detectMime({ head: bytes, fileName, declaredMimeType });
  const renamed = fileNameOf({ fileName, kind: "document" }, found, found !== declaredMimeType);
  const file = { ...known, mimeType: found, fileName: renamed, sizeBytes: bytes.byteLength };
  if (file.madeBy === "assistant") return file;
  return { ...file, state: userFileMoves[file.state].refetch };
}
