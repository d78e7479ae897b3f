/** What a message says, commands aside. */
import type { Content } from "../model/inbound.ts";
import { describeNote } from "./describe-note.ts";
import { readAttachment } from "./read-attachment.ts";
import { richText } from "./rich-text.ts";
import type { TelegramMessage } from "./update-schema.ts";

/** What a person can send and Claude cannot be told of, or of which the known form was not kept. */
const otherKinds = [
  "photo",
  "animation",
  "voice",
  "video_note",
  "audio",
  "video",
  "document",
  "sticker",
  "venue",
  "location",
  "contact",
  "poll",
  "dice",
  "game",
  "checklist",
  "rich_message",
  "story",
  "paid_media",
  "giveaway",
  "giveaway_winners",
  "invoice",
] as const;

/** Null where nobody said anything: a service message. */
export function readContent(message: TelegramMessage): Content | null {
  if (message.text !== undefined) return { kind: "text", text: message.text };
  const richWords = richText(message.rich_message);
  if (richWords.trim() !== "") return { kind: "text", text: richWords };
  const attachment = readAttachment(message);
  if (attachment) return { kind: "file", caption: message.caption ?? "", attachment };
  const note = describeNote(message);
  if (note !== null) return { kind: "note", text: note };
  const what = otherKinds.find((kind) => message[kind] !== undefined);
  return what ? { kind: "unsupported", what } : null;
}
