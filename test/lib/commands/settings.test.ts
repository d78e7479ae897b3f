import { describe, expect, test } from "vitest";
import { pressMenu } from "../../../lib/commands/press-menu.ts";
import { answerDirectly } from "../../../lib/commands/registry.ts";
import type { Menu } from "../../../lib/model/button.ts";
import type { DirectReply } from "../../../lib/model/direct-reply.ts";
import type { UserId } from "../../../lib/model/ids.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { type EffectiveSettings, withDefaults } from "../../../lib/model/settings.ts";
import { en } from "../../../lib/words/en.ts";
import { house, inboundOf } from "../../support/inbounds.ts";

const words = en.settings;
const defaults = withDefaults({}, "claude-sonnet-5-5");

function say(name: string, args = "", changes: Partial<Inbound> = {}): DirectReply | null {
  return answerDirectly({ ...inboundOf(1, { kind: "command", name, args }), ...changes }, house);
}

function menuOf(answer: DirectReply | null, settings: EffectiveSettings = defaults): Menu {
  if (typeof answer?.reply !== "function") throw new Error("no menu");
  return answer.reply(settings);
}

const labels = ({ buttons }: Menu) => buttons.map((row) => row.map(({ label }) => label));

/** The data of the button that reads so. */
function dataOf({ buttons }: Menu, label: string): string {
  const button = buttons.flat().find((each) => each.label === label);
  if (!button) throw new Error(`no button "${label}"`);
  return button.data;
}

function press(data: string, userId = 42) {
  const inbound = inboundOf(2, { kind: "press", queryId: "q", data });
  return pressMenu({ ...inbound, from: { ...inbound.from, id: userId as UserId } }, data, house);
}

describe("/model", () => {
  test("shows every model with a line on it, the current one ticked", () => {
    const menu = menuOf(say("model"), { ...defaults, model: "claude-opus-5-5" });
    expect(labels(menu)).toEqual([
      ["Claude Haiku 5.5"],
      ["Claude Sonnet 5.5"],
      ["✓ Claude Opus 5.5"],
    ]);
    for (const line of Object.values(words.models)) expect(menu.text).toContain(line);
  });

  test("takes a name at once, and shows the menu where it knows none", () => {
    expect(say("model", "Haiku")).toEqual({
      reply: words.modelChosen("Claude Haiku 5.5"),
      change: { name: "model", value: "claude-haiku-5-5" },
    });
    const unknown = say("model", "gpt");
    expect(unknown?.change).toBeUndefined();
    expect(menuOf(unknown).text).toContain(words.unknownModel);
  });

  test("a press chooses, says so, and ticks what was chosen", () => {
    const answer = press(dataOf(menuOf(say("model")), "Claude Haiku 5.5"));
    expect(answer).toMatchObject({
      notice: words.modelChosen("Claude Haiku 5.5"),
      change: { name: "model", value: "claude-haiku-5-5" },
    });
    const menu = answer?.menu?.({ ...defaults, model: "claude-haiku-5-5" });
    expect(menu && labels(menu)[0]).toEqual(["✓ Claude Haiku 5.5"]);
  });
});

describe("/personality", () => {
  const chosen = { ...defaults, personality: "a pirate" };

  test("tells how to begin while there is none", () => {
    expect(menuOf(say("personality"))).toEqual({ text: words.noPersonality, buttons: [] });
  });

  test("shows it to the person, with a button that clears it", () => {
    const menu = menuOf(say("personality"), chosen);
    expect(menu.text).toContain("a pirate");
    expect(press(dataOf(menu, words.personalityClear))).toMatchObject({
      notice: words.personalityCleared,
      change: { name: "personality", value: null },
    });
  });

  test("does not read it out to a group", () => {
    const menu = menuOf(say("personality", "", { chat: { type: "supergroup" } }), chosen);
    expect(menu.text).toBe(words.personalityUnread);
    expect(labels(menu)).toEqual([[words.personalityClear]]);
  });

  test("takes up to 2000 characters, and says how many were too many", () => {
    expect(say("personality", "x".repeat(2000))?.change?.value).toHaveLength(2000);
    const tooLong = say("personality", "x".repeat(2001));
    expect(tooLong).toEqual({ reply: words.personalityTooLong(2001, 2000) });
  });
});

describe("/settings", () => {
  test("ticks what holds, and explains every choice", () => {
    const menu = menuOf(say("settings"), { ...defaults, streaming: "text", onArrival: "wait" });
    expect(labels(menu)).toEqual([
      ["Rich", "✓ Plain", "Edits"],
      ["Interrupt", "✓ Wait"],
      ["Show", "✓ Hide"],
    ]);
    const options = [words.streamingModes, words.arrivalRules, words.costLines].flatMap(
      (choices): { readonly meaning: string }[] => Object.values(choices),
    );
    for (const { meaning } of options) expect(menu.text).toContain(meaning);
  });

  test("asks nothing about cost where nothing costs", () => {
    const asked = inboundOf(1, { kind: "command", name: "settings", args: "" });
    const menu = menuOf(answerDirectly(asked, { ...house, isBilled: false }));
    expect(menu.buttons).toHaveLength(2);
    expect(menu.text).not.toContain(words.costLine);
  });

  test.each([
    ["Edits", { name: "streaming", value: "edit" }],
    ["Wait", { name: "onArrival", value: "wait" }],
    ["Show", { name: "costLine", value: "shown" }],
  ])("a press of %s names what it chose", (label, change) => {
    const answer = press(dataOf(menuOf(say("settings")), label));
    expect(answer).toMatchObject({ notice: words.optionChosen(label), change });
  });
});

test("a press below somebody else's menu changes nothing, and says kindly why", () => {
  const data = dataOf(menuOf(say("settings")), "Wait");
  expect(press(data, 43)).toEqual({ notice: words.menuOfAnother });
});

test.each(["", "again:5", "set:42:personality:evil"])("%j is none of a menu's buttons", (data) => {
  expect(press(data)).toBeNull();
});
