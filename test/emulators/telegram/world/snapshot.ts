/** The whole world at one moment, as the chat page shows it. */
import type { Message } from "grammy/types";
import type { SimMessage, Snapshot } from "../control.ts";
import type { World } from "./world.ts";

export function snapshot(world: World): Snapshot {
  const { id, username, firstName } = world.bot;
  return {
    bot: { id, username, firstName },
    users: [...world.users.values()],
    chats: [...world.chats.values()],
    messages: world.messages.all().map((message) => simMessage(world, message)),
    drafts: world.drafts.all(),
    commands: world.defaultCommands(),
  };
}

/** A message with the markdown it was written as, where it is a rich one. */
export function simMessage(world: World, message: Message): SimMessage {
  const richMarkdown = world.richSources.get(richKey(message));
  return richMarkdown === undefined ? message : { ...message, richMarkdown };
}

export function richKey(message: Message): string {
  return `${message.chat.id}:${message.message_id}`;
}
