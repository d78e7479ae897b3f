/** What a person has chosen for themselves, in every chat; each turn keeps what held when it began. */
import type { UpdateId } from "./ids.ts";
import { isModelId, type ModelId } from "./models.ts";

export const streamingModes = ["rich", "text", "edit"] as const;
/** How an answer grows: a draft with its formatting, a plain draft, or a message that is edited. */
export type StreamingMode = (typeof streamingModes)[number];

export const arrivalRules = ["interrupt", "wait"] as const;
/** What a message does that comes while the one before is being answered. */
export type ArrivalRule = (typeof arrivalRules)[number];

export const costLines = ["shown", "hidden"] as const;
/** Whether an answer says below what it has cost. */
export type CostLine = (typeof costLines)[number];

/** Characters as Telegram counts them (UTF-16): with the words around it, it still fits one message. */
export const maxPersonalityLength = 2000;

export const settingNames = ["model", "personality", "streaming", "onArrival", "costLine"] as const;
export type SettingName = (typeof settingNames)[number];

/** Absent: never chosen, or given back. */
export type Settings = {
  readonly model?: ModelId;
  readonly personality?: string;
  readonly streaming?: StreamingMode;
  readonly onArrival?: ArrivalRule;
  readonly costLine?: CostLine;
};

/** `value` is null where a choice was given back: also that must win over what was chosen before. */
export type SettingChange = { readonly name: SettingName; readonly value: string | null };

/** A setting with the change that made it. */
export type StoredSetting = {
  readonly value: string | null;
  readonly changedAtMs: number;
  readonly updateId: UpdateId;
};

export type StoredSettings = { readonly [Name in SettingName]?: StoredSetting };

/** The newest of each: the same whatever is merged first, and however often. */
export function mergeSettings(left: StoredSettings, right: StoredSettings): StoredSettings {
  const newest = settingNames.flatMap((name) => {
    const setting = newer(left[name], right[name]);
    return setting ? [[name, setting]] : [];
  });
  return Object.fromEntries(newest);
}

function newer(left?: StoredSetting, right?: StoredSetting): StoredSetting | undefined {
  if (!left || !right) return left ?? right;
  if (left.changedAtMs !== right.changedAtMs)
    return left.changedAtMs > right.changedAtMs ? left : right;
  return left.updateId >= right.updateId ? left : right;
}

/** What no code knows any more, such as a retired model, counts as never chosen. */
export function settingsOf(stored: StoredSettings): Settings {
  const chosen = settingNames.flatMap((name) => {
    const value = stored[name]?.value ?? null;
    return value !== null && isValid({ name, value }) ? [[name, value]] : [];
  });
  return Object.fromEntries(chosen);
}

/** Whether the value is one the setting can have; to give a choice back is always possible. */
export function isValid({ name, value }: SettingChange): boolean {
  if (value === null) return true;
  switch (name) {
    case "model":
      return isModelId(value);
    case "personality":
      return value !== "" && value.length <= maxPersonalityLength;
    case "streaming":
      return streamingModes.some((mode) => mode === value);
    case "onArrival":
      return arrivalRules.some((rule) => rule === value);
    case "costLine":
      return costLines.some((line) => line === value);
  }
}

/** What holds: the person's choice, or else the bot's. */
export type EffectiveSettings = Required<Omit<Settings, "personality" | "model">> &
  Pick<Settings, "personality"> & { readonly model: string };

/** `model` is the operator's default. Interrupt is design §4, rich drafts what Telegram shows best. */
export function withDefaults(settings: Settings, model: string): EffectiveSettings {
  return { model, streaming: "rich", onArrival: "interrupt", costLine: "hidden", ...settings };
}
