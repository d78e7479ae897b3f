/** Teaches the Markdown reader formulas inside text: `$x$`, `$$x$$` and `\(x\)`. Prices stay prices. */
import type { CompileContext, Extension as TreeExtension } from "mdast-util-from-markdown";
import type { Code, Effects, Extension, State, TokenizeContext } from "micromark-util-types";

import { endsInWord, isFormula } from "./is-formula.ts";

type InlineMath = { type: "inlineMath"; value: string };

declare module "mdast" {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mathText: "mathText";
  }
}

const dollar = 36;
const backslash = 92;
const openParenthesis = 40;
const closeParenthesis = 41;

export const mathText: Extension = {
  text: {
    [dollar]: { name: "dollarMath", tokenize: readDollars },
    [backslash]: { name: "parenthesisMath", tokenize: readParentheses },
  },
};

export const mathTextToTree: TreeExtension = {
  enter: {
    mathText(this: CompileContext, token) {
      const source = this.sliceSerialize(token);
      const marks = /^\$\$?|^\\\(/.exec(source)?.[0].length ?? 0;
      this.enter({ type: "inlineMath", value: source.slice(marks, -marks) }, token);
      this.exit(token);
    },
  },
};

/** The next dollar sign decides whether this one opens: a text of dollar signs is read in one go. */
function readDollars(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const before = this.previous;
  let marks = 0;
  let source = "";
  return start;

  function start(code: Code): State | undefined {
    if (endsInWord(charOf(before))) return nok(code);
    effects.enter("mathText");
    return opened(code);
  }

  function opened(code: Code): State | undefined {
    if (code !== dollar) return inside(code);
    marks += 1;
    if (marks > 2) return nok(code);
    effects.consume(code);
    return opened;
  }

  function inside(code: Code): State | undefined {
    if (isEnd(code)) return nok(code);
    effects.consume(code);
    if (code === dollar) return marks === 2 ? second : close;
    source += charOf(code);
    return code === backslash ? escaped : inside;
  }

  function escaped(code: Code): State | undefined {
    if (code !== dollar && code !== backslash) return inside(code);
    source += charOf(code);
    effects.consume(code);
    return inside;
  }

  function second(code: Code): State | undefined {
    if (code !== dollar) return nok(code);
    effects.consume(code);
    return close;
  }

  function close(code: Code): State | undefined {
    if (marks === 1 && !isFormula(source, { before: "", after: charOf(code) })) return nok(code);
    effects.exit("mathText");
    return ok(code);
  }
}

function readParentheses(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let inFormula = false;
  return start;

  function start(code: Code): State | undefined {
    effects.enter("mathText");
    effects.consume(code);
    return afterBackslash;
  }

  function afterBackslash(code: Code): State | undefined {
    if (isEnd(code)) return nok(code);
    // The first must open it; a second one inside would belong to another formula.
    if ((code === openParenthesis) === inFormula) return nok(code);
    effects.consume(code);
    inFormula = true;
    return code === closeParenthesis ? close : inside;
  }

  function inside(code: Code): State | undefined {
    if (isEnd(code)) return nok(code);
    effects.consume(code);
    return code === backslash ? afterBackslash : inside;
  }

  function close(code: Code): State | undefined {
    effects.exit("mathText");
    return ok(code);
  }
}

/** Codes below -2 end the line. */
function isEnd(code: Code): boolean {
  return code === null || code < -2;
}

function charOf(code: Code): string {
  if (code === null) return "";
  return code > 0 ? String.fromCharCode(code) : " ";
}
