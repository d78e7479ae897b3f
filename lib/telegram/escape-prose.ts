/** Escapes what would be HTML or an image in the text around code spans; in doubt about a span, in it too. */

/** Pairs that a reader may look for before it looks for code. */
const pairs = ["$", "||", "=="] as const;

/** Behind one of these a backtick may belong to an address or a footnote's name. */
const names = ["](", "[^"] as const;

/** The lines of one paragraph, list or table: neither blank lines nor fences stand between them. */
export function escapeParagraph(lines: readonly string[]): string {
  const pieces = lines.map(findSpans);
  if (!isCertain(lines, pieces)) return escapeText(lines.join("\n"));
  return pieces
    .map((line) => (line ?? []).map((piece) => (piece.code ? piece.text : escapeText(piece.text))))
    .map((line) => line.join(""))
    .join("\n");
}

/** A formula knows no escapes, but a space after `<` changes nothing in it. */
export function escapeFormula(formula: string): string {
  return formula.replace(/<(?=[A-Za-z/!?])/g, "< ").replace(/!(?=\[)/g, "! ");
}

function escapeText(text: string): string {
  return text
    .split(/(\$\$?[^$\n]+\$)/)
    .map((piece, index) => (index % 2 === 1 ? escapeFormula(piece) : escapeProse(piece)))
    .join("");
}

/** What a backslash escapes already stays; two of them escape only each other. */
function escapeProse(prose: string): string {
  return prose.replace(
    /(\\[\s\S])|<(?=[A-Za-z/!?])|!(?=\[)/g,
    (found, escaped: string | undefined) => escaped ?? `\\${found}`,
  );
}

type Piece = { readonly text: string; readonly code: boolean };

/** Null where a backtick is left without its other half: it may pair with one in another line. */
function findSpans(line: string): Piece[] | null {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(/\\.|(`+)(?!`)(.*?[^`]\1(?!`))?/g)) {
    const [found, marks, rest] = match;
    if (marks === undefined) continue;
    if (rest === undefined) return null;
    pieces.push({ text: line.slice(from, match.index), code: false }, { text: found, code: true });
    from = match.index + found.length;
  }
  return [...pieces, { text: line.slice(from), code: false }];
}

/** Whether every reader finds the same spans: links, formulas, spoilers and table cells may cut them apart. */
function isCertain(
  lines: readonly string[],
  pieces: readonly (readonly Piece[] | null)[],
): boolean {
  const isTable = lines.some((line) => line.includes("-") && /^[-:|>\s]+$/.test(line));
  const opened = new Set<string>();
  for (const line of pieces) {
    if (line === null) return false;
    for (const { text, code } of line) {
      const marks = [...pairs, ...names].filter((mark) => text.includes(mark));
      if (!code) for (const mark of marks) opened.add(mark);
      else if (isTable && text.includes("|")) return false;
      else if (names.some((mark) => opened.has(mark))) return false;
      else if (marks.some((mark) => opened.has(mark))) return false;
    }
  }
  return true;
}
