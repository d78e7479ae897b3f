/** What rich markdown adds to GitHub's: formulas, marks, spoilers, footnotes [rich.d.ts, "Rich Markdown style"]. */
import createParser, { type MarkdownIt, type StateBlock, type StateInline } from "markdown-it";
import { richError } from "./rich-error.ts";

const PLAIN_RUN = /[^\n!#$%&*+\-:<=>@[\\\]^_`{|}~]+/y;
const BLOCK_FORMULA = "$$";

export function richMarkdownParser(): MarkdownIt {
  const parser = createParser({ html: true });
  const { inline, block } = parser;
  inline.ruler.at("text", takePlainRun);
  inline.ruler.before("emphasis", "formula", takeFormula);
  inline.ruler.before("emphasis", "marked", takePair("==", "marked"));
  inline.ruler.before("emphasis", "spoiler", takePair("||", "spoiler"));
  inline.ruler.before("link", "footnote", takeFootnoteMark);
  const ends = { alt: ["paragraph", "blockquote", "list"] };
  block.ruler.before("fence", "formula_block", takeFormulaBlock, ends);
  block.ruler.before("reference", "footnote_text", takeFootnoteText);
  return parser;
}

/** markdown-it's own rule runs over `|`, where spoilers begin. */
function takePlainRun(state: StateInline, silent: boolean): boolean {
  PLAIN_RUN.lastIndex = state.pos;
  const run = PLAIN_RUN.exec(state.src.slice(0, state.posMax))?.[0];
  if (run === undefined) return false;
  if (!silent) state.pending += run;
  state.pos += run.length;
  return true;
}

/** `$x$` with no space inside its ends and no digit behind, so that prices stay prices; or `$$x$$`. */
function takeFormula(state: StateInline, silent: boolean): boolean {
  const rest = state.src.slice(state.pos, state.posMax);
  const formula = /^\$\$([^$]+)\$\$/.exec(rest) ?? /^\$(?!\s)([^$\n]*[^$\s\\])\$(?!\d)/.exec(rest);
  if (formula === null) return false;
  if (!silent) state.push("formula", "tg-math", 0).content = formula[1] ?? "";
  state.pos += formula[0].length;
  return true;
}

function takePair(mark: string, name: string) {
  return (state: StateInline, silent: boolean): boolean => {
    if (!state.src.startsWith(mark, state.pos)) return false;
    const start = state.pos + mark.length;
    const end = state.src.indexOf(mark, start);
    if (end <= start || end + mark.length > state.posMax) return false;
    if (!silent) tokenizeInside(state, { name, start, end });
    state.pos = end + mark.length;
    return true;
  };
}

type Inside = { readonly name: string; readonly start: number; readonly end: number };

function tokenizeInside(state: StateInline, { name, start, end }: Inside): void {
  const outerMax = state.posMax;
  state.push(`${name}_open`, name, 1);
  state.pos = start;
  state.posMax = end;
  state.md.inline.tokenize(state);
  state.push(`${name}_close`, name, -1);
  state.posMax = outerMax;
}

/** `[^id]` is a reference only where the message defines that footnote. */
function takeFootnoteMark(state: StateInline, silent: boolean): boolean {
  const id = /^\[\^([^\]\s]+)\]/.exec(state.src.slice(state.pos, state.posMax))?.[1];
  const known = state.env.footnotes;
  if (id === undefined || !(known instanceof Set) || !known.has(id)) return false;
  if (!silent) state.push("footnote_mark", "a", 0).content = id;
  state.pos += id.length + 3;
  return true;
}

export function footnoteIds(markdown: string): ReadonlySet<string> {
  const ids = markdown.matchAll(/^ {0,3}\[\^([^\]\s]+)\]:/gm);
  return new Set(Array.from(ids, (match) => match[1] ?? ""));
}

function takeFootnoteText(state: StateBlock, line: number, _end: number, silent: boolean): boolean {
  const definition = /^\[\^([^\]\s]+)\]:\s*(.*)$/.exec(lineAt(state, line));
  if (definition === null) return false;
  if (silent) return true;
  const [, id = "", text = ""] = definition;
  state.push("footnote_text_open", "tg-reference", 1).content = id;
  const inline = state.push("inline", "", 0);
  inline.content = text;
  inline.children = [];
  state.push("footnote_text_close", "tg-reference", -1);
  state.line = line + 1;
  return true;
}

/** A paragraph between `$$` and `$$`. */
function takeFormulaBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const first = lineAt(state, start).trim();
  if (!first.startsWith(BLOCK_FORMULA)) return false;
  if (/^\$\$.+\$\$.+$/.test(first)) return false;
  if (silent) return true;
  let last = start;
  const isClosed = (): boolean => {
    const text = lineAt(state, last).trim();
    return (
      text.endsWith(BLOCK_FORMULA) && (last > start || text.length >= 2 * BLOCK_FORMULA.length)
    );
  };
  while (!isClosed()) {
    last += 1;
    if (last >= end) throw richError("can't find end of the formula that starts with $$");
  }
  const lines = Array.from({ length: last - start + 1 }, (_, index) =>
    lineAt(state, start + index),
  );
  state.push("formula_block", "tg-math-block", 0).content = lines
    .join("\n")
    .trim()
    .slice(2, -2)
    .trim();
  state.line = last + 1;
  return true;
}

function lineAt(state: StateBlock, line: number): string {
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.slice(from, state.eMarks[line]);
}
