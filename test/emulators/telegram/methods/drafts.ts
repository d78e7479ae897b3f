/** sendMessageDraft and sendRichMessageDraft: what a person sees while the answer is written. */
import { z } from "zod";
import { badRequest } from "../api-error.ts";
import type { Draft, SimChat } from "../control.ts";
import type { Emulator } from "../emulator.ts";
import { formatText } from "../parse/formatted-text.ts";
import { checkRichMessage } from "../validate/check-rich-message.ts";
import { DRAFT_LIFE_MS } from "../world/draft-board.ts";
import { bool, entities, int } from "./fields.ts";
import { defineMethod, type Method } from "./method.ts";
import { richMessage } from "./rich.ts";
import { refuseNewMedia, richMedia } from "./rich-media-input.ts";
import { resolveChat, resolveTopic } from "./target.ts";
import { MAX_TEXT, textFields } from "./text.ts";

const drafting = {
  chat_id: int,
  message_thread_id: int.optional(),
  draft_id: int,
  can_stop: bool.optional(),
  keep_on_stop: bool.optional(),
};
type Drafting = z.output<z.ZodObject<typeof drafting>>;
type DraftContent = Pick<Draft, "text" | "entities" | "richMarkdown">;

/** Drafts exist in private chats only (field-and-platforms §4.1). */
function draftChat(emulator: Emulator, input: Drafting): SimChat {
  const chat = resolveChat(emulator.world, input.chat_id);
  if (chat.type !== "private") throw badRequest("TEXTDRAFT_PEER_INVALID");
  if (input.draft_id === 0) throw badRequest("RANDOM_ID_INVALID");
  return chat;
}

function showDraft(emulator: Emulator, input: Drafting, content: DraftContent): true {
  const { world } = emulator;
  const chat = draftChat(emulator, input);
  const topicId = resolveTopic(chat, input.message_thread_id) ?? 0;
  emulator.flood.takeDraft(chat);
  const draft: Draft = {
    chatId: chat.id,
    topicId,
    draftId: input.draft_id,
    canStop: input.can_stop ?? false,
    ...content,
    expiresAtMs: world.now() + DRAFT_LIFE_MS,
  };
  world.drafts.show(draft, input.keep_on_stop ?? false);
  return true;
}

const sendMessageDraft = defineMethod(
  "sendMessageDraft",
  z.object({
    ...drafting,
    text: z.string().default(""),
    parse_mode: z.string().optional(),
    entities: entities.optional(),
  }),
  (emulator, input) => {
    draftChat(emulator, input);
    const { text, parse_mode: parseMode } = input;
    const formatted = formatText({ text, parseMode, entities: input.entities });
    if (formatted.text.length > MAX_TEXT) throw badRequest("message is too long");
    return showDraft(emulator, input, textFields(formatted));
  },
);

const sendRichMessageDraft = defineMethod(
  "sendRichMessageDraft",
  z.object({ ...drafting, rich_message: richMessage }),
  async (emulator, input, params) => {
    draftChat(emulator, input);
    refuseNewMedia(input.rich_message);
    const media = await richMedia(emulator, input.rich_message, params);
    const rich = checkRichMessage(input.rich_message, { media, isDraft: true });
    return showDraft(emulator, input, { richMarkdown: rich.source });
  },
);

export const draftMethods: readonly Method[] = [sendMessageDraft, sendRichMessageDraft];
