/** What a person sees of an answer: frame by frame, and in the end. */
import { expect } from "vitest";
import type { SimMessage } from "../emulators/telegram/control.ts";
import { type Chat, eventually } from "./chat.ts";
import type { Mode } from "./modes.ts";
import { stopButton } from "./stop-button.ts";

export const modes: readonly Mode[] = ["rich", "text", "edit", "group"];
const frameMethods = /Draft$|^editMessageText$|^send(Rich)?Message$/;

/** Everything the person saw so far, frame by frame. */
export async function frames(chat: Chat): Promise<string[]> {
  const calls = await chat.calls();
  return calls
    .filter(({ method, ok }) => ok && frameMethods.test(method))
    .map(({ params }) => JSON.stringify(params.rich_message ?? [params.text, params.entities]));
}

export function seen(chat: Chat, words: string): Promise<void> {
  return eventually(async () =>
    expect(await frames(chat)).toContainEqual(expect.stringContaining(words)),
  );
}

/** What the chat holds in the end: words, files, and whether anything can still be stopped. */
export async function left(chat: Chat) {
  const shown = await chat.shown();
  return shown
    .filter(({ document, richMarkdown }) => document || richMarkdown)
    .map(({ document, richMarkdown, reply_markup }) =>
      stopButton(reply_markup) ? "still growing" : (document?.file_name ?? richMarkdown),
    );
}

/** Messages of the answer alone, without files and menus. */
export async function richMessages(chat: Chat): Promise<SimMessage[]> {
  return (await chat.shown()).filter(({ richMarkdown }) => richMarkdown);
}
