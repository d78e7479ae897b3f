import { describe, expect, test } from "vitest";
import type { UpdateId } from "../../../lib/model/ids.ts";
import {
  mergeSettings,
  type StoredSetting,
  type StoredSettings,
  settingsOf,
  withDefaults,
} from "../../../lib/model/settings.ts";

function setting(value: string | null, changedAtMs: number, updateId = 1): StoredSetting {
  return { value, changedAtMs, updateId: updateId as UpdateId };
}

describe("merging", () => {
  const changes: readonly StoredSettings[] = [
    { model: setting("claude-haiku-5-5", 10) },
    { personality: setting("a pirate", 20), streaming: setting("text", 5) },
    { model: setting("claude-opus-5-5", 30, 7) },
    { model: setting("claude-sonnet-5-5", 30, 6) },
    { personality: setting(null, 25) },
  ];
  const newest = {
    model: setting("claude-opus-5-5", 30, 7),
    personality: setting(null, 25),
    streaming: setting("text", 5),
  };

  test.each([
    ["in order", changes],
    ["backwards", changes.toReversed()],
    ["twice", [...changes, ...changes]],
    ["in two halves", [...changes.slice(3), ...changes.slice(0, 3)]],
  ])("%s gives the newest of each", (_how, order) => {
    expect(order.reduce(mergeSettings, {})).toEqual(newest);
  });
});

describe("what was chosen", () => {
  test("is there, and what was given back is not", () => {
    const stored = { model: setting("claude-opus-5-5", 1), personality: setting(null, 2) };
    expect(settingsOf(stored)).toEqual({ model: "claude-opus-5-5" });
  });

  test.each([
    ["a retired model", { model: setting("claude-2", 1) }],
    ["a personality of nothing", { personality: setting("", 1) }],
    ["one too long for any", { personality: setting("x".repeat(2001), 1) }],
    ["a mode nobody knows", { streaming: setting("smoke", 1), onArrival: setting("flee", 1) }],
  ])("counts as never chosen where it is %s", (_what, stored) => {
    expect(settingsOf(stored)).toEqual({});
  });

  test("stands before the bot's own choice, which fills the rest", () => {
    const chosen = { onArrival: "wait", personality: "a pirate" } as const;
    expect(withDefaults(chosen, "claude-haiku-5-5")).toEqual({
      model: "claude-haiku-5-5",
      streaming: "rich",
      costLine: "hidden",
      ...chosen,
    });
  });
});
