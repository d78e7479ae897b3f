/** Sends a file that Telegram has already, as what it is: Telegram turns no document into a photo. */
import type { Attachment } from "../model/attachment.ts";
import { type Answered, type BotApi, call } from "./bot-api.ts";
import type { Place } from "./place.ts";

export type KnownToTelegram = {
  readonly telegramFileId: string;
  readonly telegramKind?: Attachment["kind"];
};

export function sendAgain(
  api: BotApi,
  place: Place,
  { telegramFileId: id, telegramKind = "document" }: KnownToTelegram,
): Promise<Answered<unknown>> {
  return call<unknown>(senders[telegramKind](api, place, id));
}

type Send = (api: BotApi, place: Place, id: string) => Promise<unknown>;

const senders: Readonly<Record<Attachment["kind"], Send>> = {
  photo: (api, place, photo) => api.sendPhoto({ ...place, photo }),
  document: (api, place, document) => api.sendDocument({ ...place, document }),
  voice: (api, place, voice) => api.sendVoice({ ...place, voice }),
  video_note: (api, place, video_note) => api.sendVideoNote({ ...place, video_note }),
  audio: (api, place, audio) => api.sendAudio({ ...place, audio }),
  video: (api, place, video) => api.sendVideo({ ...place, video }),
  animation: (api, place, animation) => api.sendAnimation({ ...place, animation }),
  sticker: (api, place, sticker) => api.sendSticker({ ...place, sticker }),
};
