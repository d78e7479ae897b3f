/** Consecutive messages of one role are one turn (MessageCreateParamsBase.messages in the SDK). */
import { blocksOf } from "./prompt-blocks.ts";
import type { ContentBlock } from "./schema/content-blocks.ts";
import type { Message } from "./schema/request.ts";

export type Turn = {
  readonly role: Message["role"];
  /** Path of the first message, e.g. `messages.2`. */
  readonly path: string;
  readonly blocks: readonly ContentBlock[];
};

export function turnsOf(messages: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    const previous = turns.at(-1);
    if (previous?.role === role) {
      turns[turns.length - 1] = {
        ...previous,
        blocks: [...previous.blocks, ...blocksOf(content)],
      };
    } else {
      turns.push({ role, path: `messages.${at}`, blocks: blocksOf(content) });
    }
  }
  return turns;
}
