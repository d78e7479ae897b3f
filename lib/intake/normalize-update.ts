/** First step of the path: Telegram's update becomes something Ferry knows, or a logged nothing. */
import type { UpdateId } from "../model/ids.ts";
import { threadAddress } from "./inbound-of.ts";
import type { BotIdentity } from "./is-addressed.ts";
import { normalizeMember } from "./normalize-member.ts";
import { normalizeEdit, normalizeMessage } from "./normalize-message.ts";
import { normalizePress } from "./normalize-press.ts";
import { ignored, type Normalized } from "./normalized.ts";
import { readCheckout } from "./read-payment.ts";
import { updateSchema } from "./update-schema.ts";

/** Never throws: what Telegram sends and we cannot read would otherwise be delivered for ever. */
export function normalizeUpdate(json: unknown, bot: BotIdentity): Normalized {
  const parsed = updateSchema.safeParse(json);
  if (!parsed.success) return ignored("malformed");
  const { message, edited_message, callback_query, my_chat_member, ...update } = parsed.data;
  const { pre_checkout_query: checkout } = update;
  const updateId = update.update_id as UpdateId;
  if (message) return normalizeMessage(message, updateId, bot);
  if (edited_message) return normalizeEdit(edited_message, updateId, bot);
  if (callback_query) return normalizePress(callback_query, updateId);
  if (checkout) return { kind: "checkout", checkout: readCheckout(checkout) };
  if (my_chat_member) return normalizeMember(my_chat_member, updateId);
  const stop = update.stopped_message_generation;
  if (stop) {
    const thread = threadAddress(stop.chat.id, stop.message_thread_id, stop.chat.id);
    return { kind: "stop", thread, draftId: stop.draft_id };
  }
  const isPost = update.channel_post ?? update.edited_channel_post;
  return ignored(isPost === undefined ? "update_kind" : "channel");
}
