/**
 * What is answered without Claude: words, and at most one button below, one effect on the thread, one setting changed;
 * or a task of money.
 */
import type { Button, Menu } from "./button.ts";
import type { MoneyTask } from "./money-task.ts";
import type { EffectiveSettings, SettingChange } from "./settings.ts";

/** Drawn with the settings as they are after the change. */
export type MenuOf = (settings: EffectiveSettings) => Menu;

export type ListedFile = {
  readonly id: string;
  readonly name: string;
  /** Made, and not sent yet. */
  readonly isPending: boolean;
};

/** The newest first, what is pending before everything else. */
export type Listing = {
  readonly files: readonly ListedFile[];
  readonly olderCount: number;
  /** False where only what is new is known just now. */
  readonly isWhole: boolean;
};

export type MenuOfFiles = (listing: Listing) => Menu;

export type DirectReply = {
  /** Null where nothing is to be said. */
  readonly reply: string | MenuOf | null;
  /** Then the reply stands below the message it answers. */
  readonly button?: Button;
  /** The list of files is said instead. */
  readonly files?: MenuOfFiles;
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
