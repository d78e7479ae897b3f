/** Messages that a person changes after they were sent, and the new answer that is offered to them. */
import { expect } from "vitest";
import { type Chat, eventually, post } from "./chat.ts";

export type Update = ReturnType<Chat["update"]>;
let editedUpdates = 1_000_000;

/** The same message with other words, or other fields, as an update of its own. */
export function edited(
  { update_id, message }: Update,
  change: string | Readonly<Record<string, unknown>>,
) {
  editedUpdates += 1;
  const fields = typeof change === "string" ? { text: change, entities: [] } : change;
  const edited_message = { ...message, ...fields, edit_date: message.date + 1 };
  return { update_id: update_id + editedUpdates, edited_message };
}

export async function sayUpdate(chat: Chat, text: string): Promise<Update> {
  const update = chat.update(`${chat.tag} ${text}`);
  await post(update);
  return update;
}

/** What each request says in its newest message. */
export async function newestTexts(chat: Chat): Promise<((string | undefined)[] | undefined)[]> {
  const requests = await chat.requests();
  return requests.map(({ body }) => body.messages.at(-1)?.content.map(({ text }) => text));
}

/** How Claude is told of it. */
export function noteOf({ message }: Update, words: string): string {
  const sentAt = new Date(message.date * 1000).toISOString();
  return `[The person edited their message of ${sentAt}: it now reads: ${words}]`;
}

type Offer = { readonly text: string; readonly data: string; readonly under: number };

/** Buttons the person was shown, in order. */
export async function offers(chat: Chat): Promise<Offer[]> {
  const sent = (await chat.calls("sendMessage")).filter((call) => call.params.reply_markup);
  return sent.map(({ params }) => {
    const markup = params.reply_markup as { inline_keyboard: { callback_data: string }[][] };
    const under = (params.reply_parameters as { message_id: number }).message_id;
    const data = markup.inline_keyboard[0]?.[0]?.callback_data ?? "";
    return { text: String(params.text), data, under };
  });
}

/** Resolves with the one offer of the chat when it is there. */
export function offered(chat: Chat): Promise<Offer> {
  return eventually(async () => {
    const [only, ...more] = await offers(chat);
    if (!only) throw new Error("nothing was offered");
    expect(more).toEqual([]);
    return only;
  });
}

/** Each request begins with all that the one before it said. */
export async function expectAppendOnly(chat: Chat): Promise<void> {
  const prompts = (await chat.requests()).map(({ body }) =>
    body.messages.map(({ role, content }) =>
      JSON.stringify({
        role,
        content: content.map((block) => ({ ...block, cache_control: undefined })),
      }),
    ),
  );
  for (const [index, prompt] of prompts.slice(1).entries()) {
    const before = prompts[index] ?? [];
    expect(prompt.slice(0, before.length)).toEqual(before);
  }
}
