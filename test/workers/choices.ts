/** A person who chooses something, asks something here or in a group, and what Claude is asked then. */
import { expect } from "vitest";
import { cacheKey } from "../../lib/cache/keys.ts";
import type { UserId } from "../../lib/model/ids.ts";
import { type Chat, eventually, sim } from "./chat.ts";
import type { ClaudeRequest } from "./claude-request.ts";
import { redis } from "./stores.ts";

const { bot } = await sim<{ bot: { id: number } }>("telegram", "GET", "/sim/state");

export const replyToBot = {
  reply_to_message: { message_id: 1, from: { id: bot.id, is_bot: true, first_name: "Ferry" } },
};

/** Says it and gives what Claude was asked. */
export async function ask(
  chat: Chat,
  fields: Record<string, unknown> = {},
): Promise<ClaudeRequest> {
  const before = (await chat.answers()).length;
  await chat.say({ text: `${chat.tag} hello`, ...fields });
  await chat.answered(before + 1);
  const request = (await chat.requests()).at(-1);
  if (!request) throw new Error("Claude was not asked");
  return request;
}

export async function command(chat: Chat, text: string): Promise<string> {
  const before = (await chat.plainAnswers()).length;
  await chat.say(text);
  return eventually(async () => {
    const answers = await chat.plainAnswers();
    expect(answers).toHaveLength(before + 1);
    return answers.at(-1) ?? "";
  });
}

/** As somebody of another chat writes in a group. */
export function inGroup(person: Chat) {
  return { from: { id: person.userId, is_bot: false, first_name: "Ada" }, ...replyToBot };
}

export const settingsKey = (chat: Chat) => cacheKey.settings(chat.userId as UserId);

/** As if somebody had asked Postgres before the choice arrived there. */
export async function believeNothingChosen(chat: Chat): Promise<void> {
  await redis("DEL", settingsKey(chat));
  await redis("HSET", settingsKey(chat), "complete", "1");
}
