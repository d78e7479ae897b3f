/** sendMediaGroup: an album. */
import { randomInt } from "node:crypto";
import type { Message } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import { captionFields } from "./caption.ts";
import { caption, json, number, sending } from "./fields.ts";
import { mediaContent } from "./media-input.ts";
import { defineMethod, type Method } from "./method.ts";
import { prepareSend } from "./send.ts";
import { resolveChat } from "./target.ts";

const MAX_ALBUM = 10;

const item = z.looseObject({
  type: z.enum(["photo", "video", "document", "audio"]),
  media: z.string(),
  ...caption,
  duration: number.optional(),
});
type Item = z.output<typeof item>;

const { reply_markup: _noKeyboard, ...albumSending } = sending;

const sendMediaGroup = defineMethod(
  "sendMediaGroup",
  z.object({ ...albumSending, media: json(z.array(item)) }),
  async (emulator, input, params) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    checkAlbum(input.media);
    const contents: Partial<Message>[] = [];
    for (const { type: kind, media: value, duration: durationSeconds, ...text } of input.media) {
      const details = { durationSeconds };
      const media = await mediaContent(emulator.world, { kind, value, params, details });
      contents.push({ ...media, ...captionFields(text) });
    }
    const send = prepareSend(emulator, input, { chat, count: contents.length });
    const media_group_id = String(randomInt(2 ** 47));
    return contents.map((content) => send({ ...content, media_group_id }));
  },
);

function checkAlbum(items: readonly Item[]): void {
  if (items.length === 0) throw badRequest("there are no messages to send");
  if (items.length > MAX_ALBUM) throw badRequest("too many messages to send as an album");
  for (const kind of ["audio", "document"] as const) {
    const count = items.filter((entry) => entry.type === kind).length;
    if (count > 0 && count < items.length) {
      throw badRequest(`${kind} can't be mixed with other media types`);
    }
  }
}

export const mediaGroupMethods: readonly Method[] = [sendMediaGroup];
