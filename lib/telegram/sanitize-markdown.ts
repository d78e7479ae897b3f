/**
 * Claude's Markdown made safe for a rich message: no raw HTML, no image that Telegram would fetch from elsewhere.
 *
 * Where code begins and ends is decided here, and what is taken for code is written so that no reader of
 * Markdown can see it otherwise: fences stand at the line's start and are closed, as nothing can hold them open.
 */
import { escapeFormula, escapeParagraph } from "./escape-prose.ts";

/** Of what may stand behind the marks only the language is kept: the rest could make the line a table's. */
const opener =
  /^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?:(`{3,})(?=[^`]*$)|(~{3,}))[ \t]*([\w+#.-]*)/;

export function sanitizeMarkdown(markdown: string): string {
  const lines = markdown.split(/\r\n?|\n/);
  const safe: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) safe.push(escapeParagraph(paragraph));
    paragraph = [];
  };

  for (let at = 0; at < lines.length; ) {
    const block = takeFence(lines, at) ?? takeFormula(lines, at);
    const line = lines[at] ?? "";
    if (block) {
      endParagraph();
      safe.push(...block.safe);
    } else if (/^[ \t]*$/.test(line)) {
      endParagraph();
      safe.push(line);
    } else paragraph.push(line.replace(/^([ \t]*)\$\$(?!.*\$\$)/, "$1\\$\\$"));
    at += block?.length ?? 1;
  }
  endParagraph();
  return safe.join("\n");
}

type Block = { readonly safe: readonly string[]; readonly length: number };

/** Indented with a list it moves to the line's start: there it is code whatever stands around it. */
function takeFence(lines: readonly string[], at: number): Block | null {
  const match = opener.exec(lines[at] ?? "");
  if (!match) return null;
  const [, margin = "", backticks, tildes = "", language = ""] = match;
  const marks = backticks ?? tildes;
  const closer = new RegExp(`^[ \\t]*${marks}${marks.charAt(0)}*[ \\t]*$`);
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => closer.test(line));
  const inside = end === -1 ? rest : rest.slice(0, end);
  const indent = new RegExp(`^[ \\t]{0,${margin.length}}`);
  const content = inside.map((line) => line.replace(indent, ""));
  const safe = [...(margin.trim() === "" ? [] : [margin]), `${marks}${language}`, ...content];
  // The end of the text closes a fence too; a draft shows no mark that has not been written yet.
  return end === -1
    ? { safe, length: inside.length + 1 }
    : { safe: [...safe, marks], length: inside.length + 2 };
}

/** A longer formula is shown as it is written; a search without an end would make hostile text slow. */
const maxFormulaLines = 100;

/** `$$` to `$$` over several lines; with a fence between them it is none, and its `$$` is escaped. */
function takeFormula(lines: readonly string[], at: number): Block | null {
  const first = (lines[at] ?? "").trim();
  if (!first.startsWith("$$") || first.indexOf("$$", 2) !== -1) return null;
  const rest = lines.slice(at + 1, at + maxFormulaLines);
  const end = rest.findIndex((line) => line.trimEnd().endsWith("$$"));
  const formula = lines.slice(at, at + end + 2);
  if (end === -1 || formula.some((line) => opener.test(line))) return null;
  return { safe: formula.map(escapeFormula), length: formula.length };
}
