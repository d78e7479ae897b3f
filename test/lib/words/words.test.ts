import { describe, expect, test } from "vitest";
import { en } from "../../../lib/words/en.ts";
import { ru } from "../../../lib/words/ru.ts";
import {
  type FilesWords,
  type SettingsWords,
  type Words,
  wordsFor,
} from "../../../lib/words/words.ts";

const listed = [{ name: "new", summary: "⚓" }];

/** Every sentence as a reader gets it, by its name. */
function sentencesOf(words: Words): Readonly<Record<string, string>> {
  const { start, help, unknownCommand, commandSummaries, ...others } = words;
  const { fileKinds, fileProblems, megabytes, quoted, settings, files, working, offers, ...more } =
    others;
  // See money-words.test.ts.
  const { workingOther, answerCost, money: _money, refusals, ...plain } = more;
  const summaries = Object.entries(commandSummaries).map(([name, text]) => [`/${name}`, text]);
  return {
    ...plain,
    ...Object.fromEntries(summaries),
    ...settingsSentences(settings),
    ...filesSentences(files),
    ...refusals,
    insufficientBalance: refusals.insufficientBalance("$0.00"),
    tooManyTurns: refusals.tooManyTurns(7),
    ...working,
    workingOther: workingOther("divine"),
    answerCost: answerCost("$0.01"),
    ...fileKinds,
    ...Object.fromEntries(
      Object.entries(offers).flatMap(([kind, { label, notice }]) => [
        [`${kind}, on the button`, label],
        [kind, notice],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(fileProblems).map(([reason, tell]) => [reason, tell("⚓.pdf", "")]),
    ),
    megabytes: megabytes("1.5"),
    quoted: quoted("log"),
    start: start("Zoë"),
    help: help(listed),
    unknownCommand: unknownCommand("fly"),
  };
}

function settingsSentences(words: SettingsWords): Readonly<Record<string, string>> {
  const { models, modelChosen, personality, personalityTooLong, optionChosen, ...others } = words;
  const { streamingModes, arrivalRules, costLines, ...plain } = others;
  const options = Object.entries({ ...streamingModes, ...arrivalRules, ...costLines });
  return {
    ...plain,
    ...models,
    ...Object.fromEntries(
      options.flatMap(([name, { label, meaning }]) => [
        [`${name}, on the button`, label],
        [name, meaning],
      ]),
    ),
    modelChosen: modelChosen("⚓"),
    personality: personality("⚓"),
    personalityTooLong: personalityTooLong(2345, 2000),
    optionChosen: optionChosen("⚓"),
  };
}

function filesSentences({ more, getPending, ...plain }: FilesWords): Record<string, string> {
  return { ...plain, more: more(3), getPending: getPending("tide.csv") };
}

const languages: readonly (readonly [string, Words])[] = [
  ["en", en],
  ["ru", ru],
];

describe.each(languages)("in %s", (code, words) => {
  test("every sentence is there", () => {
    for (const [name, sentence] of Object.entries(sentencesOf(words))) {
      expect(sentence.trim(), name).toMatch(/\p{L}{2}/u);
    }
  });

  test("the sentences name what they are about", () => {
    expect(words.start("Zoë")).toContain("Zoë");
    expect(words.help(listed)).toContain("/new – ⚓");
    expect(words.unknownCommand("fly")).toContain("/fly");
  });

  test("what the press of a menu says fits where Telegram shows it, and the menus one message", () => {
    const { settings } = words;
    const labels = Object.values({
      ...settings.streamingModes,
      ...settings.arrivalRules,
      ...settings.costLines,
    });
    const notices = [
      settings.modelChosen("Claude Sonnet 5.5"),
      settings.personalityCleared,
      settings.menuOfAnother,
      words.offers.continue.notice,
      words.offers.retry.notice,
      ...labels.map(({ label }) => settings.optionChosen(label)),
    ];
    for (const notice of notices) expect(notice.length).toBeLessThanOrEqual(200);
    expect(settings.personality("x".repeat(2000)).length).toBeLessThanOrEqual(4096);
  });

  test("a mark below an answer stands apart from it", () => {
    for (const mark of [words.cutOff, words.stopped, words.tooLong]) {
      expect(mark).toMatch(/^\n\n_[^_]+_$/);
    }
  });

  test("what a tool is doing fits one line of a draft", () => {
    for (const [tool, line] of Object.entries(words.working))
      expect(line, tool).toMatch(/^\p{Lu}.{3,40}…$/u);
  });

  test("is what a person with that language reads, whatever the region", () => {
    expect(wordsFor(code)).toBe(words);
    expect(wordsFor(`${code}-XX`)).toBe(words);
    expect(wordsFor(code.toUpperCase())).toBe(words);
  });
});

test("no sentence was left in English", () => {
  const english = sentencesOf(en);
  for (const [, words] of languages.filter(([code]) => code !== "en")) {
    const left = Object.entries(sentencesOf(words)).filter(
      ([name, text]) => text === english[name] && name !== "animation",
    );
    // A GIF is a GIF in any language; all else is translated.
    expect(left).toEqual([]);
  }
});

test.each([undefined, "", "de", "xx-yy", "russian", "constructor", "__proto__", "toString"])(
  "who reports the language %j reads English",
  (code) => {
    expect(wordsFor(code)).toBe(en);
  },
);
