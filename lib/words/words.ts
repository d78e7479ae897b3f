/** Every sentence a user can read, one file per language; code never holds one. */
import type { Attachment, FileProblem } from "../model/attachment.ts";
import type { ModelId } from "../model/models.ts";
import type { OfferKind } from "../model/offer.ts";
import type { ArrivalRule, CostLine, StreamingMode } from "../model/settings.ts";
import { en } from "./en.ts";
import type { MoneyWords } from "./money-words.ts";
import { ru } from "./ru.ts";

/** A choice on a button, and what it means in a line of its own. */
type Option = { readonly label: string; readonly meaning: string };

/** Menus for what a person chooses for themselves; what a press says has at most 200 characters. */
export type SettingsWords = {
  readonly modelMenu: string;
  /** What each is good for, behind its name and a dash. */
  readonly models: Readonly<Record<ModelId, string>>;
  readonly modelChosen: (name: string) => string;
  readonly unknownModel: string;
  readonly personality: (text: string) => string;
  /** In a group, where it is nobody else's business. */
  readonly personalityUnread: string;
  readonly noPersonality: string;
  readonly personalityChosen: string;
  readonly personalityClear: string;
  readonly personalityCleared: string;
  readonly personalityTooLong: (length: number, limit: number) => string;
  readonly streaming: string;
  readonly streamingModes: Readonly<Record<StreamingMode, Option>>;
  readonly arrival: string;
  readonly arrivalRules: Readonly<Record<ArrivalRule, Option>>;
  readonly costLine: string;
  readonly costLines: Readonly<Record<CostLine, Option>>;
  readonly optionChosen: (label: string) => string;
  readonly menuOfAnother: string;
};

/** The list of files; what a press says has at most 200 characters. */
export type FilesWords = {
  readonly list: string;
  readonly none: string;
  readonly more: (count: number) => string;
  /** The store is away: only what is new is listed. */
  readonly notWhole: string;
  readonly drop: string;
  readonly getPending: (name: string) => string;
  readonly sent: string;
  readonly notSent: string;
  readonly dropped: string;
  readonly gone: string;
  readonly listOfAnother: string;
};

export type Words = {
  readonly start: (name: string) => string;
  readonly help: (
    commands: readonly { readonly name: string; readonly summary: string }[],
  ) => string;
  readonly newConversation: string;
  /** What /stop says where nothing is under way, and where messages waited that nobody answers now. */
  readonly nothingToStop: string;
  readonly leftUnanswered: string;
  readonly unknownCommand: (name: string) => string;
  readonly unsupported: string;
  readonly notAllowed: string;
  readonly anonymous: string;
  /** Below a message that was edited after its answer, with the button {@link answerAgain}. */
  readonly editNoted: string;
  readonly answerAgain: string;
  /** What a press of that button says, and a press of one that has no effect any more; at most 200 characters. */
  readonly answeringAgain: string;
  readonly buttonOver: string;
  /** The button below an answer that is not whole, and what its press says; at most 200 characters. */
  readonly offers: Readonly<Record<OfferKind, { readonly label: string; readonly notice: string }>>;
  /** What a file without a name is called at the beginning of a sentence. */
  readonly fileKinds: Readonly<Record<Attachment["kind"], string>>;
  /** `file` is a name in quotes, or one of {@link fileKinds}; `limit` is a size such as `20 MB`, or empty. */
  readonly fileProblems: Readonly<
    Record<FileProblem["reason"], (file: string, limit: string) => string>
  >;
  readonly megabytes: (count: string) => string;
  readonly quoted: (name: string) => string;
  readonly commandSummaries: {
    readonly start: string;
    readonly help: string;
    readonly new: string;
    readonly stop: string;
    readonly model: string;
    readonly personality: string;
    readonly settings: string;
    readonly balance: string;
    readonly pay: string;
    readonly refund: string;
    readonly paysupport: string;
    readonly terms: string;
    readonly files: string;
  };
  readonly settings: SettingsWords;
  readonly money: MoneyWords;
  readonly files: FilesWords;
  /** Above Claude's thoughts while an answer grows. */
  readonly thoughts: string;
  readonly thinking: string;
  /** While a tool is at work, by its name. */
  readonly working: Readonly<Record<string, string>>;
  readonly workingOther: (tool: string) => string;
  /** On the button below an answer that grows, and what a press of it says; at most 200 characters. */
  readonly stop: string;
  readonly stopping: string;
  readonly turnFailed: string;
  readonly emptyAnswer: string;
  readonly refusedAnswer: string;
  /** Set below text that was cut off; starts with its own blank line. */
  readonly cutOff: string;
  readonly stopped: string;
  readonly interrupted: string;
  readonly tooLong: string;
  readonly windowFull: string;
  readonly tooManySteps: string;
  readonly costCap: string;
  /** Below an answer, for who has asked for it in /settings. */
  readonly answerCost: (cost: string) => string;
  /** Instead of an answer, where the person's account does not allow one. */
  readonly refusals: {
    readonly insufficientBalance: (balance: string) => string;
    readonly tooManyTurns: (minutes: number) => string;
    readonly dailyLimit: string;
    readonly dailyCap: string;
    readonly balanceUnknown: string;
  };
  /** Instead of an answer, where one message is more than Claude can take. */
  readonly messageTooLarge: string;
};

const languages: ReadonlyMap<string, Words> = new Map(Object.entries({ en, ru }));

/** In every language: a person may have changed theirs since they were asked. */
export const starsQuestions: readonly string[] = [...languages.values()].map(
  ({ money }) => money.pay.question,
);

/** `languageCode` as Telegram reports it; English where the language is unknown. */
export function wordsFor(languageCode: string | undefined): Words {
  const language = languageCode?.toLowerCase().split("-")[0] ?? "en";
  return languages.get(language) ?? en;
}
