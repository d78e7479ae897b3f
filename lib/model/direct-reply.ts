/** What is answered without Claude: words, and at most one button below, one effect on the thread, one setting changed; or a task of money. */
import type { Button, Menu } from "./button.ts";
import type { MoneyTask } from "./money-task.ts";
import type { EffectiveSettings, SettingChange } from "./settings.ts";

/** Drawn with the settings as they are after the change. */
export type MenuOf = (settings: EffectiveSettings) => Menu;

export type DirectReply = {
  /** Null where nothing is to be said. */
  readonly reply: string | MenuOf | null;
  /** Then the reply stands below the message it answers. */
  readonly button?: Button;
  readonly effect?: "new-epoch" | "stop";
  readonly change?: SettingChange;
  /** Then what is said comes of it, and `reply` is null. */
  readonly money?: MoneyTask;
};

/** What the press of a menu's button does. */
export type PressReply = {
  /** Shown for a moment to whoever pressed; at most 200 characters. */
  readonly notice: string;
  readonly change?: SettingChange;
  readonly money?: MoneyTask;
  /** Takes the place of the menu that was pressed. */
  readonly menu?: MenuOf;
};
