/** What becomes of one attachment: a file, the words spoken in it, or a problem to tell its sender of. */
import { isSpoken, type MediaOutcome } from "../model/attachment.ts";
import { bytesKey } from "./bytes-key.ts";
import { download, tooLarge } from "./download.ts";
import { fileNameOf } from "./file-name.ts";
import { dayMs, telegramFileBytes } from "./limits.ts";
import { mimeOfName } from "./mime-types.ts";
import type { FilePorts, FileRequest } from "./ports.ts";
import { prepareFile } from "./prepare-file.ts";
import { transcribe } from "./speech/transcribe.ts";

/** Rejects only for what nobody expected; whatever can befall a file is an outcome. */
export async function receiveFile(ports: FilePorts, request: FileRequest): Promise<MediaOutcome> {
  const { attachment } = request;
  if ((attachment.sizeBytes ?? 0) > telegramFileBytes) return tooLarge;
  if (isSpoken(attachment)) return receiveSpeech(ports, request);
  return (await recall(ports, request)) ?? receiveAnew(ports, request);
}

async function receiveSpeech(ports: FilePorts, request: FileRequest): Promise<MediaOutcome> {
  const { attachment } = request;
  if (ports.speech === null)
    return { kind: "problem", problem: { reason: "speech_not_configured" } };
  const key = newKeyOf(ports, request)();
  const downloaded = await download({ fileId: attachment.fileId, key }, ports);
  if (downloaded.kind === "problem") return downloaded;
  return transcribe(downloaded.content, attachment, { ...ports, speech: ports.speech });
}

/** The same file again: Claude has it, and will have it for as long as a conversation goes on. */
async function recall(
  { uploads }: FilePorts,
  { attachment, owner, nowMs }: FileRequest,
): Promise<MediaOutcome | null> {
  const known = await uploads.known(owner.userId, attachment.fileUniqueId);
  if (known?.uploaded === undefined || known.uploaded.expiresAtMs < nowMs + dayMs) return null;
  const named = mimeOfName(attachment.fileName ?? "");
  const isConverted =
    known.type === "image" && named?.startsWith("image/") === true && named !== known.mimeType;
  const fileName = fileNameOf(attachment, known.mimeType, isConverted);
  return { kind: "file", file: { ...known, fileName } };
}

async function receiveAnew(ports: FilePorts, request: FileRequest): Promise<MediaOutcome> {
  const { attachment, owner } = request;
  const newKey = newKeyOf(ports, request);
  const downloaded = await download({ fileId: attachment.fileId, key: newKey() }, ports);
  if (downloaded.kind === "problem") return downloaded;
  const { content } = downloaded;
  const file = await prepareFile({ attachment, content, newKey }, ports);
  // What could not be converted this time may be the next.
  if (file.uploaded && !file.isUnseen)
    await ports.uploads.remember(owner.userId, attachment.fileUniqueId, file);
  return { kind: "file", file };
}

function newKeyOf({ newId }: FilePorts, { owner, nowMs }: FileRequest): () => string {
  return () => bytesKey({ kind: "f", nowMs, owner: owner.userId, id: newId() });
}
