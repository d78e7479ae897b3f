/** What a developer may write into .dev.vars, and what is refused with its line number. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { devVarNames, parseDevVars } from "./dev-vars.ts";

const example = readFileSync(new URL("../../.dev.vars.example", import.meta.url), "utf8");

describe("a .dev.vars that works", () => {
  test.each([
    ["plain", "DEFAULT_MODEL=claude-opus-5-5", "claude-opus-5-5"],
    ["with spaces around", "  DEFAULT_MODEL = claude-opus-5-5  ", "claude-opus-5-5"],
    ["exported", "export DEFAULT_MODEL=claude-opus-5-5", "claude-opus-5-5"],
    ["single-quoted", "DEFAULT_MODEL='claude-opus-5-5'", "claude-opus-5-5"],
    ["double-quoted", 'DEFAULT_MODEL="claude-opus-5-5"', "claude-opus-5-5"],
    ["followed by a comment", "DEFAULT_MODEL=claude-opus-5-5 # dear", "claude-opus-5-5"],
    ["on a Windows line", "DEFAULT_MODEL=claude-opus-5-5\r\n", "claude-opus-5-5"],
  ])("takes a value %s", (_how, line, value) => {
    expect(parseDevVars(line)).toEqual({ ok: true, vars: { DEFAULT_MODEL: value } });
  });

  test("keeps # and = inside a value", () => {
    const parsed = parseDevVars("ANTHROPIC_API_KEY=sk-ant-a=b#c");
    expect(parsed).toEqual({ ok: true, vars: { ANTHROPIC_API_KEY: "sk-ant-a=b#c" } });
  });

  test("treats an empty value, an empty line and a comment as nothing", () => {
    const parsed = parseDevVars("ANTHROPIC_API_KEY=\n\n# BILLING=on\nBILLING=''");
    expect(parsed).toEqual({ ok: true, vars: {} });
  });
});

describe("a broken .dev.vars", () => {
  test.each([
    ["a line that is no assignment", "BILLING=off\nwhat is this", 2, "is not NAME=value"],
    ["an open quote", "\n\nBILLING='off", 3, "the quote of BILLING is not closed"],
    ["a misspelt name", "TELGRAM_BOT_TOKEN=1:a", 1, "TELGRAM_BOT_TOKEN is not a variable"],
    [
      "a token that is none",
      "TELEGRAM_BOT_TOKEN=hunter2",
      1,
      "TELEGRAM_BOT_TOKEN does not look right",
    ],
    ["a key with a space", "ANTHROPIC_API_KEY=sk ant", 1, "ANTHROPIC_API_KEY does not look right"],
    ["a base address with a path", "ANTHROPIC_BASE_URL=https://x.test/v1", 1, "without a path"],
    ["a switch that is neither on nor off", "BILLING=maybe", 1, "expected on or off"],
    ["an id that is no number", "ALLOWED_IDS=12,@ada", 1, "numeric Telegram ids"],
  ])("names the line of %s", (_what, text, line, reason) => {
    expect(parseDevVars(text)).toMatchObject({
      ok: false,
      line,
      reason: expect.stringContaining(reason),
    });
  });

  test("never repeats the value, which may be a secret", () => {
    expect(JSON.stringify(parseDevVars("TELEGRAM_BOT_TOKEN=hunter2"))).not.toContain("hunter2");
  });
});

describe(".dev.vars.example", () => {
  test("can be used as it is", () => {
    expect(parseDevVars(example)).toEqual({ ok: true, vars: {} });
  });

  test("documents every variable, and no other, each with a line of its own", () => {
    const documented = [...example.matchAll(/^# .+\n(\w+)=$/gm)].map(([, name]) => name);
    expect(documented.toSorted()).toEqual([...devVarNames].toSorted());
  });
});
