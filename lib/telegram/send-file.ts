/** Sends a file that a tool made: a picture as a photo, everything else as a document, several pictures as an album. */
import { InputFile, InputMediaBuilder } from "grammy";
import type { Message } from "grammy/types";
import type { MessageId } from "../model/ids.ts";
import type { PlannedFile, SentFile } from "../model/turn-state.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import type { Place, PlaceWithButtons } from "./place.ts";

export type WholeFile = PlannedFile & { readonly bytes: Uint8Array };

export type SentFiles = Answered<readonly SentFile[]>;

export async function sendFile(
  api: BotApi,
  place: PlaceWithButtons,
  file: WholeFile,
): Promise<SentFiles> {
  const input = new InputFile(file.bytes, file.fileName);
  const fields = { ...place, ...captionOf(file) };
  const sent =
    file.as === "photo"
      ? await call(api.sendPhoto({ ...fields, photo: input }))
      : await call(api.sendDocument({ ...fields, document: input }));
  return sent.kind === "ok" ? { kind: "ok", value: sentFiles([sent.value]) } : sent;
}

/** Two to ten pictures; an album has no buttons. */
export async function sendAlbum(
  api: BotApi,
  place: Place,
  files: readonly WholeFile[],
): Promise<SentFiles> {
  const media = files.map((file) =>
    InputMediaBuilder.photo(new InputFile(file.bytes, file.fileName), captionOf(file)),
  );
  const sent = await call(api.sendMediaGroup({ ...place, media }));
  return sent.kind === "ok" ? { kind: "ok", value: sentFiles(sent.value) } : sent;
}

function captionOf({ caption }: PlannedFile): { readonly caption?: string } {
  return caption === undefined ? {} : { caption };
}

/** What Telegram made of each: a GIF sent as a document becomes an animation. */
export function sentFiles(messages: readonly Message[]): SentFile[] {
  return messages.flatMap((message) => {
    const kind = kinds.find((known) => message[known] !== undefined);
    const file = kind === "photo" ? message.photo?.at(-1) : kind && message[kind];
    if (!kind || !file) return [];
    return [
      {
        messageId: message.message_id as MessageId,
        telegramFileId: file.file_id,
        telegramFileUniqueId: file.file_unique_id,
        telegramKind: kind,
      },
    ];
  });
}

/** An animation comes with a document too, for clients that know none. */
const kinds = [
  "photo",
  "animation",
  "audio",
  "video",
  "video_note",
  "voice",
  "sticker",
  "document",
] as const;
