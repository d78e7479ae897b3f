/** sendRichMessage. */
import type { Message } from "grammy/types";
import { z } from "zod";
import { type CheckedRich, checkRichMessage } from "../validate/check-rich-message.ts";
import { json, sending } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { richMedia } from "./rich-media-input.ts";
import { sendAsBot } from "./send.ts";
import { resolveChat } from "./target.ts";

export const richMessage = json(z.unknown());

export function richFields(rich: CheckedRich): Partial<Message> {
  const direction = rich.isRtl ? { is_rtl: true } : {};
  return { rich_message: { blocks: [...rich.blocks], ...direction } };
}

const sendRichMessage = defineMethod(
  "sendRichMessage",
  z.object({ ...sending, rich_message: richMessage }),
  async (emulator, input, params) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    const media = await richMedia(emulator, input.rich_message, params);
    const rich = checkRichMessage(input.rich_message, { media, isDraft: false });
    return sendAsBot(emulator, input, { chat, content: richFields(rich), richSource: rich.source });
  },
);

export const richMethods: readonly Method[] = [sendRichMessage];
