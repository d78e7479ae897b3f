/** /settings: how answers grow, and what happens when one writes meanwhile. */
import type { MenuOf } from "../model/direct-reply.ts";
import type { UserId } from "../model/ids.ts";
import { arrivalRules, streamingModes } from "../model/settings.ts";
import type { Words } from "../words/words.ts";
import { choice } from "./choice.ts";
import type { Command } from "./command.ts";

export const showSettings: Command = {
  name: "settings",
  run: ({ inbound, words }) => ({ reply: settingsMenu(inbound.from.id, words) }),
};

export function settingsMenu(ownerId: UserId, { settings: words }: Words): MenuOf {
  return ({ streaming, onArrival }) => {
    const modes = streamingModes.map((mode) => {
      const change = { name: "streaming", value: mode } as const;
      const { label } = words.streamingModes[mode];
      return choice({ ownerId, label, change, isChosen: mode === streaming });
    });
    const rules = arrivalRules.map((rule) => {
      const change = { name: "onArrival", value: rule } as const;
      const { label } = words.arrivalRules[rule];
      return choice({ ownerId, label, change, isChosen: rule === onArrival });
    });
    const text = [
      section(words.streaming, Object.values(words.streamingModes)),
      section(words.arrival, Object.values(words.arrivalRules)),
    ];
    return { text: text.join("\n\n"), buttons: [modes, rules] };
  };
}

type Option = { readonly label: string; readonly meaning: string };

function section(heading: string, options: readonly Option[]): string {
  return [heading, ...options.map(({ label, meaning }) => `${label} – ${meaning}`)].join("\n");
}
