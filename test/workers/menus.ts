/** Menus of the bot as a person finds them in the chat, and their fingers on the buttons. */
import { expect } from "vitest";
import type { Snapshot } from "../emulators/telegram/control.ts";
import { type Chat, eventually, post, sim } from "./chat.ts";

export type ShownMenu = {
  readonly messageId: number;
  readonly text: string;
  /** Labels, row by row. */
  readonly buttons: readonly string[];
  readonly data: Readonly<Record<string, string>>;
};

/** Every message that has or had buttons, oldest first, as it stands now. */
export async function menus(chat: Chat): Promise<ShownMenu[]> {
  const { messages } = await sim<Snapshot>("telegram", "GET", "/sim/state");
  return messages
    .filter((message) => message.chat.id === chat.chatId)
    .filter(({ reply_markup, edit_date }) => reply_markup ?? edit_date)
    .map(({ message_id: messageId, text = "", reply_markup }) => {
      const buttons = (reply_markup?.inline_keyboard ?? []).flat();
      const data = buttons.map((button) => [
        button.text,
        "callback_data" in button ? button.callback_data : "",
      ]);
      const labels = buttons.map((button) => button.text);
      return { messageId, text, buttons: labels, data: Object.fromEntries(data) };
    });
}

let presses = Math.floor(Math.random() * 1e9);

type Presser = { readonly userId?: number; readonly firstName?: string };

/** A press as Telegram tells of it, by default below a message that nobody sent. */
export function pressOf(
  chat: Chat,
  data: string,
  by: Presser & { readonly messageId?: number } = {},
) {
  presses += 1;
  const { userId: id = chat.userId, firstName: first_name = "Ada", messageId = 999 } = by;
  const type = chat.chatId === chat.userId ? "private" : "supergroup";
  const message = {
    message_id: messageId,
    date: 1_795_000_000,
    chat: { id: chat.chatId, type, title: "Ada" },
  };
  return {
    update_id: 4_000_000_000_000 + presses,
    callback_query: {
      id: `press-${presses}`,
      from: { id, is_bot: false, first_name, language_code: chat.languageCode },
      chat_instance: "1",
      message,
      data,
    },
  };
}

/** Gives the press's own id, by which Telegram is answered. */
export async function press(
  chat: Chat,
  menu: ShownMenu | undefined,
  label: string,
  by: Presser = {},
): Promise<string> {
  const data = menu?.data[label];
  if (!menu || data === undefined) throw new Error(`no button "${label}"`);
  const pressed = pressOf(chat, data, { ...by, messageId: menu.messageId });
  await post(pressed);
  return pressed.callback_query.id;
}

/** What whoever pressed was told. */
export function told(pressId: string): Promise<string[]> {
  return eventually(async () => {
    const { calls } = await sim<{
      calls: { params: { callback_query_id?: string; text?: string } }[];
    }>("telegram", "GET", "/sim/calls");
    const answers = calls.filter(({ params }) => params.callback_query_id === pressId);
    expect(answers.length).toBeGreaterThan(0);
    return answers.map(({ params }) => String(params.text));
  });
}
