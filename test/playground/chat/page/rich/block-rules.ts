/** The block syntax rich markdown adds to GitHub's: display math, footnotes, details, thinking. */
import type { MarkdownIt, StateBlock } from "markdown-it";

const lineAt = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

/** The first line at or after `from` that matches, or `endLine` while the answer still grows. */
const findLine = (
  state: StateBlock,
  from: number,
  endLine: number,
  matches: (text: string) => boolean,
): number => {
  for (let line = from; line < endLine; line += 1) if (matches(lineAt(state, line))) return line;
  return endLine;
};

const mathBlock = (state: StateBlock, start: number, end: number, silent: boolean): boolean => {
  const first = lineAt(state, start);
  if (!first.startsWith("$$")) return false;
  if (silent) return true;
  const oneLine = /^\$\$(.+)\$\$\s*$/.exec(first);
  const last = oneLine
    ? start
    : findLine(state, start + 1, end, (text) => text.trimEnd().endsWith("$$"));
  const source = state.getLines(start, Math.min(last + 1, end), state.blkIndent, false);
  state.push("math_block", "", 0).content = source.replaceAll("$$", "").trim();
  state.line = Math.min(last + 1, end);
  return true;
};

const footnote = (state: StateBlock, start: number, _end: number, silent: boolean): boolean => {
  const found = /^\[\^([^\s\]]+)\]:\s*(.+)$/.exec(lineAt(state, start));
  if (!found?.[1] || !found[2]) return false;
  if (silent) return true;
  state.push("footnote_open", "", 1).content = found[1];
  const text = state.push("inline", "", 0);
  text.content = found[2];
  text.children = [];
  state.push("footnote_close", "", -1);
  state.line = start + 1;
  return true;
};

const detailsStart = /^<details(\s+open)?>\s*(?:<summary>(.*?)<\/summary>)?\s*$/;

const details = (state: StateBlock, start: number, end: number, silent: boolean): boolean => {
  const found = detailsStart.exec(lineAt(state, start));
  if (!found) return false;
  if (silent) return true;
  const summaryOnNextLine = /^<summary>(.*?)<\/summary>\s*$/.exec(lineAt(state, start + 1));
  const last = findLine(state, start + 1, end, (text) => text.trimEnd() === "</details>");
  const open = state.push("details_open", "", 1);
  open.info = found[1] ? "open" : "";
  const summary = state.push("inline", "", 0);
  summary.content = found[2] ?? summaryOnNextLine?.[1] ?? "Details";
  summary.children = [];
  const bodyStart = start + (found[2] === undefined && summaryOnNextLine ? 2 : 1);
  const { lineMax } = state;
  state.lineMax = last;
  state.md.block.tokenize(state, bodyStart, last);
  state.lineMax = lineMax;
  state.push("details_close", "", -1);
  state.line = Math.min(last + 1, end);
  return true;
};

const thinking = (state: StateBlock, start: number, end: number, silent: boolean): boolean => {
  if (!lineAt(state, start).startsWith("<tg-thinking>")) return false;
  if (silent) return true;
  const last = findLine(state, start, end, (text) => text.includes("</tg-thinking>"));
  const source = state.getLines(start, Math.min(last + 1, end), 0, false);
  state.push("thinking", "", 0).content = source.replace(/<\/?tg-thinking>/g, "").trim();
  state.line = Math.min(last + 1, end);
  return true;
};

export const blockRules = (markdown: MarkdownIt): void => {
  const interrupts = { alt: ["paragraph", "blockquote", "list"] };
  const { ruler } = markdown.block;
  ruler.before("fence", "math_block", mathBlock, interrupts);
  ruler.before("fence", "details", details, interrupts);
  ruler.before("fence", "thinking", thinking, interrupts);
  ruler.before("reference", "footnote", footnote, { alt: ["paragraph"] });
};
