/** /settings: how answers grow, what happens when one writes meanwhile, and whether they say what they cost. */
import type { MenuOf } from "../model/direct-reply.ts";
import type { UserId } from "../model/ids.ts";
import { arrivalRules, costLines, streamingModes } from "../model/settings.ts";
import type { Words } from "../words/words.ts";
import { choice } from "./choice.ts";
import type { Command, House } from "./command.ts";

export const showSettings: Command = {
  name: "settings",
  run: ({ inbound, words, house }) => ({ reply: settingsMenu(inbound.from.id, words, house) }),
};

/** Where nothing costs, nobody is asked about cost. */
export function settingsMenu(
  ownerId: UserId,
  { settings: words }: Words,
  { isBilled }: Pick<House, "isBilled">,
): MenuOf {
  return ({ streaming, onArrival, costLine }) => {
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
    const lines = costLines.map((line) => {
      const change = { name: "costLine", value: line } as const;
      const { label } = words.costLines[line];
      return choice({ ownerId, label, change, isChosen: line === costLine });
    });
    const text = [
      section(words.streaming, Object.values(words.streamingModes)),
      section(words.arrival, Object.values(words.arrivalRules)),
      ...(isBilled ? [section(words.costLine, Object.values(words.costLines))] : []),
    ];
    const buttons = [modes, rules, ...(isBilled ? [lines] : [])];
    return { text: text.join("\n\n"), buttons };
  };
}

type Option = { readonly label: string; readonly meaning: string };

function section(heading: string, options: readonly Option[]): string {
  return [heading, ...options.map(({ label, meaning }) => `${label} – ${meaning}`)].join("\n");
}
