/** Sends a file that a tool made: a picture as a photo, everything else as a document. */
import { InputFile } from "grammy";
import type { MessageId } from "../model/ids.ts";
import type { FilePart } from "../model/turn-state.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import { photoLimitBytes } from "./limits.ts";
import type { PlaceWithButtons } from "./place.ts";

export type WholeFile = FilePart["file"] & { readonly bytes: Uint8Array };

export async function sendFile(
  api: BotApi,
  place: PlaceWithButtons,
  file: WholeFile,
): Promise<Answered<MessageId>> {
  const { bytes, fileName, caption } = file;
  const input = new InputFile(bytes, fileName);
  const fields = { ...place, ...(caption === undefined ? {} : { caption }) };
  const sent = isPhoto(file)
    ? await call(api.sendPhoto({ ...fields, photo: input }))
    : await call(api.sendDocument({ ...fields, document: input }));
  if (sent.kind !== "ok") return sent;
  return { kind: "ok", value: sent.value.message_id as MessageId };
}

function isPhoto({ mimeType, bytes }: WholeFile): boolean {
  return /^image\/(jpeg|png|webp)$/.test(mimeType) && bytes.byteLength <= photoLimitBytes;
}
