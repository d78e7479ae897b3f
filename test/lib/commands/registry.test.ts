import { describe, expect, test } from "vitest";
import { answerDirectly, commandMenu } from "../../../lib/commands/registry.ts";
import type { Inbound } from "../../../lib/model/inbound.ts";
import { en } from "../../../lib/words/en.ts";
import { ru } from "../../../lib/words/ru.ts";
import { commandInbound, house, inboundOf, textInbound } from "../../support/inbounds.ts";

const russian = (inbound: Inbound): Inbound => ({
  ...inbound,
  from: { ...inbound.from, languageCode: "ru" },
});

describe("what is answered without Claude", () => {
  test("/new begins a new conversation and says so", () => {
    expect(answerDirectly(commandInbound(1, "new"), house)).toEqual({
      reply: en.newConversation,
      effect: "new-epoch",
    });
  });

  test("/start greets by name, and changes nothing", () => {
    expect(answerDirectly(commandInbound(1, "start"), house)).toEqual({ reply: en.start("Ada") });
  });

  test("/help lists every command of the menu", () => {
    const answer = answerDirectly(commandInbound(1, "help"), house);
    for (const { command, description } of commandMenu("en")) {
      expect(answer?.reply).toContain(`/${command} – ${description}`);
    }
    expect(answer?.effect).toBeUndefined();
  });

  test.each(["fly", "NEW", "constructor", "help me"])("/%s is not known, and named", (name) => {
    expect(answerDirectly(commandInbound(1, name), house)).toEqual({
      reply: en.unknownCommand(name),
    });
  });

  test("a story, a stranger and a voice without a person get a sentence each", () => {
    const story = inboundOf(1, { kind: "unsupported", what: "story" });
    expect(answerDirectly(story, house)).toEqual({ reply: en.unsupported });
    expect(answerDirectly(inboundOf(1, { kind: "not_allowed" }), house)).toEqual({
      reply: en.notAllowed,
    });
    expect(answerDirectly(inboundOf(1, { kind: "anonymous" }), house)).toEqual({
      reply: en.anonymous,
    });
  });

  test("a file and a place are left to Claude", () => {
    const attachment = { kind: "photo", fileId: "f", fileUniqueId: "u" } as const;
    expect(
      answerDirectly(inboundOf(1, { kind: "file", caption: "", attachment }), house),
    ).toBeNull();
    expect(answerDirectly(inboundOf(1, { kind: "note", text: "Location: …" }), house)).toBeNull();
  });

  test("people are answered in their language", () => {
    expect(answerDirectly(russian(commandInbound(1, "new")), house)?.reply).toBe(
      ru.newConversation,
    );
    expect(answerDirectly(russian(commandInbound(1, "fly")), house)?.reply).toBe(
      ru.unknownCommand("fly"),
    );
  });

  test("words are left to Claude, also when they look like a command", () => {
    expect(answerDirectly(textInbound(1, "/new"), house)).toBeNull();
  });
});

describe.each(["en", "ru"])("the command menu in %s", (code) => {
  test("is one that setMyCommands takes", () => {
    const menu = commandMenu(code);
    expect(menu.length).toBeGreaterThan(0);
    expect(menu.length).toBeLessThanOrEqual(100);
    expect(new Set(menu.map(({ command }) => command)).size).toBe(menu.length);
    for (const { command, description } of menu) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(description.length).toBeGreaterThanOrEqual(1);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  });

  test("holds only commands that work", () => {
    for (const { command } of commandMenu(code)) {
      const answer = answerDirectly(commandInbound(1, command), house);
      expect(answer?.reply).not.toBe(en.unknownCommand(command));
    }
  });
});
