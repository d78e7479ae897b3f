/** Compares what a person got of a turn that was cut off with how it must end. */
import { wordsFor } from "../../lib/words/words.ts";
import type { Ending } from "./crash-case.ts";
import { type Arrived, fileOf, introOf, outroOf, type Passenger } from "./passenger.ts";

const { cutOff, turnFailed } = wordsFor("en");

/** Messages that came twice in a row count once; `doubled` says how many were too many. */
export function withoutDoubles(arrived: readonly Arrived[]): {
  readonly messages: readonly string[];
  readonly doubled: number;
} {
  const all = arrived.map(({ what }) => what);
  const messages = all.filter((what, index) => what !== all[index - 1]);
  return { messages, doubled: all.length - messages.length };
}

export function endsAs(ending: Ending, passenger: Passenger, messages: readonly string[]): boolean {
  const [intro, file, outro] = [introOf(passenger), fileOf(passenger), outroOf(passenger)];
  switch (ending) {
    case "whole":
      return isSame(messages, [intro, file, outro]);
    case "failed":
      return isSame(messages, [turnFailed]);
    case "cut":
      return isCut([intro, file, outro], messages, cutOff.trim());
  }
}

/** Cut off in the words before the file, with at least some of them there; or behind the file, where there may be none. */
function isCut(
  [intro, file, outro]: readonly [string, string, string],
  messages: readonly string[],
  mark: string,
): boolean {
  const [first = "", second, third = ""] = messages;
  if (messages.length === 1) return first !== mark && isCutFrom(intro, first, mark);
  return (
    messages.length === 3 && isSame([first, second], [intro, file]) && isCutFrom(outro, third, mark)
  );
}

function isCutFrom(words: string, message: string, mark: string): boolean {
  return message.endsWith(mark) && words.startsWith(message.slice(0, -mark.length).trimEnd());
}

function isSame(messages: readonly unknown[], expected: readonly string[]): boolean {
  return JSON.stringify(messages) === JSON.stringify(expected);
}
