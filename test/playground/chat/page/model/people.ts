/** Names, colours and who is speaking. */

import type { Message } from "grammy/types";
import type { SimChat } from "../../../../emulators/telegram/control.ts";
import type { State } from "./view-state.ts";

export const fullName = (person: { first_name: string; last_name?: string }): string =>
  [person.first_name, person.last_name].filter(Boolean).join(" ");

/** One of seven tones, always the same for the same id. */
export const toneOf = (id: number): string => `tone-${Math.abs(id) % 7}`;

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();

export const senderName = (message: Message): string =>
  message.sender_chat?.title ?? (message.from ? fullName(message.from) : "");

/** The member who writes in this chat: the chosen one, or the first. */
export const speakerOf = ({ view }: State, chat: SimChat): number =>
  view.speakers.get(chat.id) ?? chat.memberIds[0] ?? 0;

export const userName = ({ data }: State, id: number): string => {
  const user = data.users.find((other) => other.id === id);
  if (user) return [user.firstName, user.lastName].filter(Boolean).join(" ");
  return id === data.bot.id ? data.bot.firstName : String(id);
};
