/** Turns formulas that stand on lines of their own, in `$$` or `\[`, into fenced code of the language `math`. */

const containers = /^(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*/;
const codeFence = /^(`{3,}|~{3,})([^`]*)$/;
const fence = "~~~~";

/** A formula longer than this is none; a search without an end would make hostile text slow. */
const maxLines = 100;

/** What is open at the end of a text that still grows is fenced as the source it is. */
export function fenceFormulas(lines: readonly string[], growing: boolean): string[] {
  const out: string[] = [];
  let code: string | null = null;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const margin = containers.exec(line)?.[0] ?? "";
    const marks = codeFence.exec(line.slice(margin.length));
    const formula: Formula | null = code || marks ? null : takeFormula(lines, at, growing);
    if (marks && code === null) code = marks[1] ?? "";
    else if (marks && isClosing(marks, code ?? "")) code = null;
    out.push(...(formula?.fenced ?? [line]));
    at += formula?.length ?? 1;
  }
  return out;
}

function isClosing([, marks = "", info = ""]: RegExpExecArray, code: string): boolean {
  return marks.startsWith(code) && info.trim() === "";
}

type Formula = { readonly fenced: readonly string[]; readonly length: number };

function takeFormula(lines: readonly string[], at: number, growing: boolean): Formula | null {
  const line = lines[at] ?? "";
  const margin = containers.exec(line)?.[0] ?? "";
  const first = line.slice(margin.length).trimEnd();
  const opening = /^(?:\$\$|\\\[(?=$|\s))/.exec(first)?.[0];
  if (opening === undefined) return null;
  const closing = opening === "$$" ? "$$" : "\\]";
  const inside: string[] = [];
  for (let end = at; end < Math.min(lines.length, at + maxLines); end += 1) {
    const text = end === at ? first.slice(2) : (lines[end] ?? "").trimEnd();
    if (end > at && codeFence.test(text.trim())) return null;
    const stop = text.indexOf(closing);
    inside.push(stop === -1 ? text : text.slice(0, stop));
    if (stop === -1) continue;
    // Words behind it: a formula inside text.
    if (stop + closing.length < text.length) return null;
    return { fenced: fenced("math", margin, inside), length: end - at + 1 };
  }
  const isOpen = growing && lines.length - at < maxLines;
  if (!isOpen) return null;
  const last = inside.pop()?.replace(/[$\\]$/, "") ?? "";
  return { fenced: fenced("latex", margin, [...inside, last]), length: inside.length + 1 };
}

/** Inside a list or quotation each line stands as far in as the first. */
function fenced(language: string, margin: string, inside: readonly string[]): string[] {
  const indent = margin.replace(/[^>\t]/g, " ");
  const content = inside
    .map((line) =>
      line.startsWith(indent) ? line.slice(indent.length) : line.replace(/^[\s>]+/, ""),
    )
    .filter((line) => line.trim() !== "");
  const lines = [...content, fence].map((line) => indent + line);
  return [`${margin}${fence}${language}`, ...lines];
}
