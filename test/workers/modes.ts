/** People who want to see answers grow in one way or another, and the tool whose work they watch. */
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Env } from "../../functions/env.ts";
import type { UserId } from "../../lib/model/ids.ts";
import type { StreamingMode } from "../../lib/model/settings.ts";
import { settingData } from "../../lib/model/settings-button.ts";
import type { Script } from "../emulators/claude/control.ts";
import { type Chat, eventually, openChat, post } from "./chat.ts";
import { replyToBot } from "./choices.ts";
import { pressOf, told } from "./menus.ts";
import { stopButton } from "./stop-button.ts";

export type Mode = StreamingMode | "group";

/** In a group there is no choice. */
export async function openChatIn(mode: Mode): Promise<Chat> {
  if (mode === "group") return openChat({ group: true });
  const chat = await openChat();
  const change = { name: "streaming", value: mode } as const;
  await pressData(chat, settingData({ ownerId: chat.userId as UserId, change }));
  // The menu, which nobody sent: what is edited from here on is an answer.
  await eventually(async () => expect(await chat.calls("editMessageText")).toHaveLength(1));
  return chat;
}

/** Gives what the person reads who pressed. */
export async function pressData(
  chat: Chat,
  data: string,
  userId = chat.userId,
): Promise<string | undefined> {
  const pressed = pressOf(chat, data, { userId });
  await post(pressed);
  return (await told(pressed.callback_query.id))[0];
}

export async function pressStop(chat: Chat, words: string, userId = chat.userId) {
  const { reply_markup } = await chat.growing(words);
  return pressData(chat, stopButton(reply_markup) ?? "", userId);
}

/** To the bot, wherever it is said. */
export async function ask(chat: Chat, text = "hello"): Promise<void> {
  await chat.say({ text: `${chat.tag} ${text}`, ...replyToBot });
}

export function echo(say: string, more: Record<string, string> = {}): Script["steps"][number] {
  return { type: "tool_use", name: "echo", input: { say, ...more } };
}

export async function openGate(name: string): Promise<void> {
  await (env as unknown as Env).FILES.put(`gate/${name}`, "open");
}
