/** Answers that are not whole, the buttons below them, and what Claude is asked when one is pressed. */
import { expect } from "vitest";
import type { Script } from "../emulators/claude/control.ts";
import type { Snapshot } from "../emulators/telegram/control.ts";
import { type Chat, type ChatOptions, openChat, sim } from "./chat.ts";
import { menus, press, type ShownMenu } from "./menus.ts";

const { bot } = await sim<Snapshot>("telegram", "GET", "/sim/state");

export const goingOn = ["I'm going on where I broke off."];
export const over = ["This button has done its work. Just write to me, and I'll gladly go on."];
export const continueNote =
  "[The person asks you to continue your answer where it was cut off, in the same language and without repeating what they have read]";
export const tooLong = "\n\n_The answer reached its length limit here._";

export const outOfTokens = { type: "stop", reason: "max_tokens" } as const;
export const cutAnswer: Script["steps"] = [{ type: "text", text: "One, two" }, outOfTokens];

/** A chat whose first answer was cut off at its length, and has its button. */
export async function cutChat(options?: ChatOptions): Promise<Chat> {
  const chat = await openChat(options);
  await beCut(chat);
  return chat;
}

export async function beCut(chat: Chat): Promise<void> {
  const before = (await chat.answers()).length;
  await chat.script([...cutAnswer]);
  await chat.say(`${chat.tag} count to four, @${bot.username}`);
  await chat.answered(before + 1);
  await chat.settled();
}

/** Of every button that can be pressed in the chat. */
export async function labels(chat: Chat): Promise<string[]> {
  return (await menus(chat)).flatMap(({ buttons }) => buttons);
}

let names = 0;

/** The newest button unless told otherwise; gives the press's own id. */
export async function pressBelow(
  chat: Chat,
  label: string,
  {
    below,
    userId = chat.userId,
  }: { readonly below?: ShownMenu | undefined; readonly userId?: number } = {},
): Promise<string> {
  names += 1;
  // A new name is told to Claude: by the tag in it a script knows the turn which the press begins.
  const by = { userId, firstName: `${chat.tag} ${names}` };
  return press(chat, below ?? (await menus(chat)).at(-1), label, by);
}

/** What each message of the newest request says, in order. */
export async function newest(chat: Chat): Promise<(string | undefined)[][]> {
  const request = (await chat.requests()).at(-1);
  expect(request?.status).toBe(200);
  return (request?.body.messages ?? []).map(({ content }) => content.map(({ text }) => text));
}
