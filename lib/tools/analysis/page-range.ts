/** Which pages of a document are meant: `2`, `1-5`, `1,3,7-9`, `12-` to the end, `all`. */

export type Pages =
  /** From 1, each once, in order. */
  | { readonly pages: readonly number[] }
  /** What is wrong with it, for Claude. */
  | { readonly problem: string };

const part = /^(\d{1,6})(?:\s*[-–]\s*(\d{1,6})?)?$/;

export function pagesOf(range: string, pageCount: number): Pages {
  if (isAll(range)) return { pages: count(1, pageCount) };
  const found = new Set<number>();
  for (const piece of range.split(",")) {
    const match = part.exec(piece.trim());
    if (!match) return { problem: `"${range.slice(0, 100)}" names no pages. ${form}` };
    const first = Number(match[1]);
    const last = lastOf(match, first, pageCount);
    if (first < 1 || last < first)
      return { problem: `There are no pages ${piece.trim()}. ${form}` };
    if (last > pageCount)
      return { problem: `The document has ${pageCount} pages, there is no page ${last}.` };
    for (const page of count(first, last)) found.add(page);
  }
  return { pages: [...found].sort((a, b) => a - b) };
}

/** How many are meant, where the document is not known yet; null where that says nothing. */
export function roughCount(range: string): number | null {
  if (isAll(range)) return null;
  // An open end counts as one page.
  const counted = pagesOf(range.replace(/-\s*(?=,|$)/g, ""), 5000);
  return "pages" in counted ? counted.pages.length : null;
}

/** `1–3, 7`: as a person would write it. */
export function inWords(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const run = runs.at(-1);
    if (run && run[1] === page - 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(", ");
}

const form = "Write pages as 2, 1-5, 1,3,7-9, 12- or all.";

function isAll(range: string): boolean {
  return range.trim().toLowerCase() === "all";
}

function lastOf(match: RegExpExecArray, first: number, pageCount: number): number {
  if (match[2] !== undefined) return Number(match[2]);
  return /[-–]/.test(match[0]) ? Math.max(first, pageCount) : first;
}

function count(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
