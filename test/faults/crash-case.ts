/** Every way in which a turn with a tool call is cut off, and how it must end then (design §3 P2). */
import type { CrashPoint } from "./crash-point.ts";

export type Ending =
  /** As if nothing had happened. */
  | "whole"
  /** What was shown, and a note that it was cut off. */
  | "cut"
  /** Nothing was shown, and twice was enough: a sentence, and a button to try again. */
  | "failed";

export type CrashCase = {
  readonly name: string;
  /** Points to pass, in this order; or what the stand-ins see: Telegram its 200, Claude a request. */
  readonly at: readonly CrashPoint[] | "acknowledged" | "asked";
  /** The step of Claude's that must be seen growing, or that is cut off in the middle. Default: words come at once. */
  readonly inStep?: 1 | 2;
  readonly ends: Ending;
  /** Where the same happens to the next attempt too; absent: as after the first. */
  readonly endsAfterTwo?: Ending;
  /** Telegram has a message nobody knows of: it comes again, and the log says so. */
  readonly doubles?: true;
};

/**
 * The turn says some words, calls a tool that makes a file, and says some more: three messages. The words before
 * the file are sent with it, hence every point of a message comes three times.
 */
export const crashCases: readonly CrashCase[] = [
  { name: "C1", at: ["@C1"], ends: "whole" },
  { name: "C2", at: ["@C2"], ends: "whole" },
  { name: "C3", at: "acknowledged", ends: "whole" },
  { name: "C4", at: ["@C4"], ends: "whole" },
  { name: "C5", at: ["@C5"], ends: "whole", endsAfterTwo: "failed" },
  { name: "C6", at: "asked", inStep: 1, ends: "whole", endsAfterTwo: "failed" },
  { name: "C7", at: ["@C7"], inStep: 1, ends: "cut" },
  { name: "C7 later", at: ["@C7", "@C7"], inStep: 1, ends: "cut" },
  { name: "C8", at: ["@C8"], inStep: 1, ends: "cut" },
  { name: "C9", at: ["@C9"], ends: "cut" },
  { name: "C13", at: ["@C13"], ends: "cut" },
  { name: "C10 words", at: ["@C10"], ends: "cut" },
  { name: "C10-applied words", at: ["@C10-applied"], ends: "cut", doubles: true },
  { name: "C11 words", at: ["@C11"], ends: "cut" },
  { name: "C10 file", at: ["@C10", "@C10"], ends: "cut" },
  { name: "C10-applied file", at: ["@C10-applied", "@C10-applied"], ends: "cut", doubles: true },
  { name: "C11 file", at: ["@C11", "@C11"], ends: "cut" },
  { name: "C13 sent", at: ["@C13", "@C13"], ends: "cut" },
  { name: "C5 after the tool", at: ["@C5", "@C5"], ends: "whole", endsAfterTwo: "cut" },
  { name: "C6 after the tool", at: "asked", inStep: 2, ends: "whole", endsAfterTwo: "cut" },
  { name: "C7 after the tool", at: ["@C9", "@C7"], inStep: 2, ends: "cut" },
  { name: "C8 after the tool", at: ["@C8", "@C8"], inStep: 2, ends: "cut" },
  { name: "C9 after the tool", at: ["@C9", "@C9"], ends: "whole" },
  { name: "C10 answer", at: ["@C11", "@C11", "@C10"], ends: "whole" },
  {
    name: "C10-applied answer",
    at: ["@C11", "@C11", "@C10-applied"],
    ends: "whole",
    doubles: true,
  },
  { name: "C11 answer", at: ["@C11", "@C11", "@C11"], ends: "whole" },
  { name: "C9-outbox", at: ["@C9-outbox"], ends: "whole" },
  { name: "C12", at: ["@C12"], ends: "whole" },
];
