/** Ends what is begun in a paragraph that is still written: bold, italic, struck, code, a formula, a link's label. */

const formula = /(?:\\\(|(?<![\p{L}\p{N}\\$])\$(?![\s\d$]))(?:(?!\\\)|\$)[^\n])*$/u;

export function closeMarks(paragraph: string): string {
  const text = withoutOpenLink(paragraph)
    .replace(/(?:(?<=^|[\s*_~])\$|\\?[*_~`]+|\\)+$/, "")
    .trimEnd();
  const open: string[] = [];
  const pieces =
    /\\[^(]|(?<code>`+)|\$[^$\n]+\$|\\\(.*?\\\)|\]\([^)\s]*\)|(?<mark>\*{1,3}|__|~~|_)|(?<math>\$|\\\()/g;
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const { code, mark, math } = match.groups ?? {};
    const end = codeEnd(text, pieces.lastIndex, code);
    if (end === null) return `${text}${text.endsWith("`") ? " " : ""}${code}${close(open)}`;
    pieces.lastIndex = end;
    if (math !== undefined && formula.test(text.slice(match.index))) {
      const source = text.slice(end).trim();
      return source === ""
        ? text.slice(0, match.index)
        : `${text.slice(0, match.index)}\`${source}\`${close(open)}`;
    }
    const neighbours = { before: text.charAt(match.index - 1), after: text.charAt(end) };
    if (mark !== undefined) toggle(open, mark, neighbours);
  }
  return text + close(open);
}

function close(open: readonly string[]): string {
  return open.toReversed().join("");
}

/** Where a code span ends, or `from` where none begins; null where it is not finished. */
function codeEnd(text: string, from: number, marks: string | undefined): number | null {
  if (marks === undefined) return from;
  const end = text.indexOf(marks, from);
  return end === -1 ? null : end + marks.length;
}

type Neighbours = { readonly before: string; readonly after: string };

/** In the middle of a word only two stars or waves are a mark. */
function toggle(open: string[], mark: string, { before, after }: Neighbours): void {
  const inWord = /[\p{L}\p{N}]/u.test(before) && !/^\*\*|~~/.test(mark);
  if (open.at(-1) === mark && /\S/.test(before)) open.pop();
  else if (/\S/.test(after) && !inWord) open.push(mark);
}

/** Of a link without its end only the label is shown, as it will be; an address in brackets waits. */
function withoutOpenLink(text: string): string {
  return text
    .replace(/<[A-Za-z/][^\s<>]*$|<$/, "")
    .replace(
      /(?<![\p{L}\p{N}\])\\])!?\[([^\][\n]*)(?:\](?:\((?:[^()\s]|\([^()\s]*\)?)*)?)?$/u,
      "$1",
    );
}
