/** Every sentence a user can read, one file per language; code never holds one. */
import type { Attachment, FileProblem } from "../model/attachment.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

export type Words = {
  readonly start: (name: string) => string;
  readonly help: (
    commands: readonly { readonly name: string; readonly summary: string }[],
  ) => string;
  readonly newConversation: string;
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
  };
  readonly turnFailed: string;
  readonly emptyAnswer: string;
  readonly refusedAnswer: string;
  /** Set below text that was cut off; starts with its own blank line. */
  readonly cutOff: string;
  readonly stopped: string;
  readonly tooLong: string;
  readonly windowFull: string;
  readonly tooManySteps: string;
};

const languages: ReadonlyMap<string, Words> = new Map(Object.entries({ en, ru }));

/** `languageCode` as Telegram reports it; English where the language is unknown. */
export function wordsFor(languageCode: string | undefined): Words {
  const language = languageCode?.toLowerCase().split("-")[0] ?? "en";
  return languages.get(language) ?? en;
}
