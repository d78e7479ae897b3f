/** Facts about kinds of updates: which queue they wait in, how long they live, who gets them unasked. */
import type { Message, Update } from "grammy/types";

/** An update before it has its id. */
export type UpdateBody = Omit<Update, "update_id" | "message" | "edited_message"> & {
  readonly message?: Message;
  readonly edited_message?: Message;
};

const DAY_MS = 24 * 3_600_000;
const SHORT_LIFE_MS = 150_000;
const CALLBACK_QUEUE = 3 * 2 ** 33;
const CHECKOUT_QUEUE = 4 * 2 ** 33;

/** Sent only to bots that list them in allowed_updates [setWebhook doc]. */
const NOT_BY_DEFAULT: ReadonlySet<string> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);

/** The name of the one field an update carries. */
export function kindOf(body: UpdateBody): string {
  return Object.keys(body).find((key) => key !== "update_id") ?? "";
}

/** Updates with one queue id are delivered strictly one after another [Client.cpp, field-and-platforms §4.7]. */
export function queueIdOf(body: UpdateBody): number {
  if (body.callback_query !== undefined) return body.callback_query.from.id + CALLBACK_QUEUE;
  if (body.pre_checkout_query !== undefined)
    return body.pre_checkout_query.from.id + CHECKOUT_QUEUE;
  const inChat =
    body.message ??
    body.edited_message ??
    body.my_chat_member ??
    body.stopped_message_generation ??
    body.message_reaction;
  return inChat?.chat.id ?? 0;
}

/** Callback and pre-checkout queries die after 150 s, everything else after 24 h [Client.cpp]. */
export function lifeMs(body: UpdateBody): number {
  const short = body.callback_query !== undefined || body.pre_checkout_query !== undefined;
  return short ? SHORT_LIFE_MS : DAY_MS;
}

/** `allowed` is null or empty for the default set. */
export function isAllowed(body: UpdateBody, allowed: readonly string[] | null): boolean {
  const kind = kindOf(body);
  if (allowed === null || allowed.length === 0) return !NOT_BY_DEFAULT.has(kind);
  return allowed.includes(kind);
}
