/** TeX's complaint in words Claude can act on: what is wrong, where, and what would help. */
import type { TexFault } from "./tex-jax.ts";

const recursion =
  "A macro calls itself, or too many are expanded. Write the formula out without macros of your own";

const advice: Readonly<Record<string, string>> = {
  UndefinedControlSequence:
    "Commands of amsmath, amssymb, mathtools, mhchem, cancel, color, braket and upgreek are known; " +
    "use one of those, or define it with \\newcommand",
  UnknownEnv:
    "Known are aligned, align, gather, cases, matrix and its kin, array, CD. Use one of those",
  Misplaced: "Columns need an environment around them, such as \\begin{aligned} … \\end{aligned}",
  FullWidth: "Leave out equation numbers and full-width layouts, or use aligned",
  MaxMacroSub1: recursion,
  MaxMacroSub2: recursion,
  MaxBufferSize: recursion,
  TooMuchWork: "Make it shorter, or split it into several pictures",
  TooDeep: "Give inner parts names and explain them in a second picture",
};

const shownChars = 30;

export function describeFault({ id, message, text, at }: TexFault): string {
  const help = advice[id] ?? "Correct it and try again";
  return `${message.replace(/[.?]$/, "")}${placeOf(text, at)}. ${help}.`;
}

/** Inside a macro it is the expanded text: that is what TeX stumbled over. */
function placeOf(text: string, at: number): string {
  if (text === "") return "";
  const before = text.slice(0, at);
  const after = text.slice(at);
  const head = before.length > shownChars ? `…${before.slice(-shownChars)}` : before;
  const tail = after.length > shownChars ? `${after.slice(0, shownChars)}…` : after;
  return `, here: “${head}⟪here⟫${tail}”`.toWellFormed();
}
