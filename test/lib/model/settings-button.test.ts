import { expect, test } from "vitest";
import type { UserId } from "../../../lib/model/ids.ts";
import type { SettingChange } from "../../../lib/model/settings.ts";
import { parseSettingData, settingData } from "../../../lib/model/settings-button.ts";

const ownerId = Number.MAX_SAFE_INTEGER as UserId;
const changes: readonly SettingChange[] = [
  { name: "model", value: "claude-sonnet-5-5" },
  { name: "personality", value: null },
  { name: "streaming", value: "edit" },
  { name: "onArrival", value: "interrupt" },
];

test.each(changes)("$name = $value survives the way through Telegram", (change) => {
  const data = settingData({ ownerId, change });
  expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(64);
  expect(parseSettingData(data)).toEqual({ ownerId, change });
});

test.each([
  "",
  "again:5",
  "set:42:model:",
  "set:42:model:claude-2",
  "set:42:personality:evil",
  "set:42:streaming:",
  "set:42:streaming:rich ",
  "set:42:constructor:rich",
  "set::model:claude-opus-5-5",
  "set:-42:model:claude-opus-5-5",
  "set:42:onArrival:wait\n",
])("%j is no choice that a menu offers", (data) => {
  expect(parseSettingData(data)).toBeNull();
});
