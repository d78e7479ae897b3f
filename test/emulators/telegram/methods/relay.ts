/** forwardMessage and copyMessage. */
import type { Message } from "grammy/types";
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { Emulator } from "../emulator.ts";
import { contentOf, forwardedContent } from "../world/message-content.ts";
import { richKey } from "../world/snapshot.ts";
import { captionFields } from "./caption.ts";
import { bool, caption, chatId, int, place, sending } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { sendAsBot } from "./send.ts";
import { resolveChat } from "./target.ts";

const original = { from_chat_id: chatId, message_id: int };
type Original = z.output<z.ZodObject<typeof original>>;

function originalOf({ world }: Emulator, input: Original, verb: "forward" | "copy"): Message {
  const chat = resolveChat(world, input.from_chat_id);
  const message = world.messages.get(chat.id, input.message_id);
  if (message === undefined) throw badRequest(`message to ${verb} not found`);
  const isService = message.forum_topic_created !== undefined;
  if (isService || message.has_protected_content) {
    throw badRequest(`message can't be ${verb === "copy" ? "copied" : "forwarded"}`);
  }
  return message;
}

const forwardMessage = defineMethod(
  "forwardMessage",
  z.object({
    ...place,
    ...original,
    disable_notification: bool.optional(),
    protect_content: bool.optional(),
  }),
  (emulator, input) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    const message = originalOf(emulator, input, "forward");
    const richSource = emulator.world.richSources.get(richKey(message));
    return sendAsBot(emulator, input, { chat, content: forwardedContent(message), richSource });
  },
);

const copyMessage = defineMethod(
  "copyMessage",
  z.object({ ...sending, ...caption, ...original }),
  (emulator, input) => {
    const chat = resolveChat(emulator.world, input.chat_id);
    const message = originalOf(emulator, input, "copy");
    const newCaption = input.caption === undefined ? {} : captionFields(input);
    const content = { ...contentOf(message), ...newCaption };
    const richSource = emulator.world.richSources.get(richKey(message));
    const { message_id } = sendAsBot(emulator, input, { chat, content, richSource });
    return { message_id };
  },
);

export const relayMethods: readonly Method[] = [forwardMessage, copyMessage];
