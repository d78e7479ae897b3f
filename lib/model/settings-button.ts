/** A button of a menu: whose menu it is and which setting it changes, in Telegram's `callback_data` (1–64 bytes). */
import type { UserId } from "./ids.ts";
import { isValid, type SettingChange, settingNames } from "./settings.ts";

export type SettingPress = { readonly ownerId: UserId; readonly change: SettingChange };

const form = /^set:(\d{1,16}):([a-zA-Z]+):([a-z0-9-]*)$/;

/** Nothing behind the last colon gives the choice back. */
export function settingData({ ownerId, change }: SettingPress): string {
  return `set:${ownerId}:${change.name}:${change.value ?? ""}`;
}

/** Null for any other button, and for what no menu offers: free text is not taken from a button. */
export function parseSettingData(data: string): SettingPress | null {
  const [, owner, field, text] = form.exec(data) ?? [];
  const name = settingNames.find((known) => known === field);
  if (name === undefined || text === undefined) return null;
  const change = { name, value: text === "" ? null : text };
  const isOffered = (name === "personality") === (change.value === null);
  if (!isOffered || !isValid(change)) return null;
  return { ownerId: Number(owner) as UserId, change };
}
