/** One button of a menu: what it would choose, marked where it is chosen already. */
import type { Button } from "../model/button.ts";
import type { UserId } from "../model/ids.ts";
import type { SettingChange } from "../model/settings.ts";
import { settingData } from "../model/settings-button.ts";

export type Choice = {
  readonly ownerId: UserId;
  readonly label: string;
  readonly change: SettingChange;
  readonly isChosen: boolean;
};

export function choice({ ownerId, label, change, isChosen }: Choice): Button {
  return { label: isChosen ? `✓ ${label}` : label, data: settingData({ ownerId, change }) };
}
