/** sendPhoto, sendDocument, sendVoice, sendAudio, sendVideo, sendAnimation. */
import { z } from "zod";
import type { FileKind } from "../world/file-store.ts";
import { captionFields } from "./caption.ts";
import { bool, caption, inputFile, number, sending } from "./fields.ts";
import { mediaContent } from "./media-input.ts";
import { defineMethod, type Method } from "./method.ts";
import { sendAsBot } from "./send.ts";
import { resolveChat } from "./target.ts";

const schema = z.looseObject({
  ...sending,
  ...caption,
  duration: number.optional(),
  has_spoiler: bool.optional(),
});

function sendFile(name: string, kind: FileKind): Method {
  return defineMethod(name, schema, async (emulator, input, params) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    const text = captionFields(input);
    const value = inputFile.optional().safeParse(input[kind]).data;
    const details = { durationSeconds: input.duration };
    const media = await mediaContent(emulator.world, { kind, value, params, details });
    const spoiler = input.has_spoiler ? { has_media_spoiler: true as const } : {};
    return sendAsBot(emulator, input, { chat, content: { ...media, ...text, ...spoiler } });
  });
}

export const mediaMethods: readonly Method[] = [
  sendFile("sendPhoto", "photo"),
  sendFile("sendDocument", "document"),
  sendFile("sendVoice", "voice"),
  sendFile("sendAudio", "audio"),
  sendFile("sendVideo", "video"),
  sendFile("sendAnimation", "animation"),
];
