/** A button of one of the menus was pressed: what changes, what the person reads, and how the menu looks then. */
import type { MenuOf, PressReply } from "../model/direct-reply.ts";
import type { Inbound } from "../model/inbound.ts";
import { modelName } from "../model/models.ts";
import type { SettingChange } from "../model/settings.ts";
import { parseSettingData } from "../model/settings-button.ts";
import { type Words, wordsFor } from "../words/words.ts";
import type { Asked, House } from "./command.ts";
import { modelMenu } from "./model.ts";
import { personalityMenu } from "./personality.ts";
import { pressMoney } from "./press-money.ts";
import { settingsMenu } from "./settings.ts";

/** Null where the button is none of a menu. Who presses changes their own settings or none, whatever `data` says. */
export function pressMenu(inbound: Inbound, data: string, house: House): PressReply | null {
  const press = parseSettingData(data);
  if (!press) return pressMoney(inbound, data, house);
  const words = wordsFor(inbound.from.languageCode);
  if (press.ownerId !== inbound.from.id) return { notice: words.settings.menuOfAnother };
  const { change } = press;
  return {
    notice: noticeOf(change, words),
    change,
    menu: menuOf(change, { inbound, words, house }),
  };
}

function noticeOf({ name, value }: SettingChange, { settings: words }: Words): string {
  if (name === "personality") return words.personalityCleared;
  if (name === "model") return words.modelChosen(modelName(value ?? ""));
  const options = Object.entries({
    ...words.streamingModes,
    ...words.arrivalRules,
    ...words.costLines,
  });
  const [, option] = options.find(([known]) => known === value) ?? [];
  return words.optionChosen(option?.label ?? "");
}

function menuOf({ name }: SettingChange, { inbound, words, house }: Omit<Asked, "args">): MenuOf {
  if (name === "model") return modelMenu(inbound.from.id, words);
  if (name === "personality") return personalityMenu(inbound, words);
  return settingsMenu(inbound.from.id, words, house);
}
