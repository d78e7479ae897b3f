/** The kinds of update the worker handles: what a webhook or long polling asks Telegram for. */
import type { Update } from "grammy/types";

export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "pre_checkout_query",
  "my_chat_member",
  "stopped_message_generation",
  "subscription",
] as const satisfies readonly Exclude<keyof Update, "update_id">[];
