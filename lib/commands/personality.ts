/** /personality: how Claude shall be with this person; said behind the command, taken back with a button. */
import type { MenuOf } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { maxPersonalityLength } from "../model/settings.ts";
import type { Words } from "../words/words.ts";
import { choice } from "./choice.ts";
import type { Command } from "./command.ts";

export const describePersonality: Command = {
  name: "personality",
  run({ inbound, args, words }) {
    if (args === "") return { reply: personalityMenu(inbound, words) };
    const { length } = args;
    if (length > maxPersonalityLength)
      return { reply: words.settings.personalityTooLong(length, maxPersonalityLength) };
    return {
      reply: words.settings.personalityChosen,
      change: { name: "personality", value: args },
    };
  },
};

/** What somebody said of themselves is not read out to a group. */
export function personalityMenu({ from, chat }: Inbound, { settings: words }: Words): MenuOf {
  const change = { name: "personality", value: null } as const;
  const clear = choice({
    ownerId: from.id,
    label: words.personalityClear,
    change,
    isChosen: false,
  });
  return ({ personality }) => {
    if (personality === undefined) return { text: words.noPersonality, buttons: [] };
    const text = chat.type === "private" ? words.personality(personality) : words.personalityUnread;
    return { text, buttons: [[clear]] };
  };
}
