/** Runs → a line of Markdown. What looks alike is marked once; spaces stand outside the marks, as readers demand. */
import type { Run } from "./document.ts";
import { codeSpan, escapeLineStart, escapeText, inlineFormula } from "./escape-text.ts";
import { withoutLooseLooks } from "./loose-looks.ts";

/** Where the line stands. Only text may break into several. */
export type Place = "text" | "cell" | "heading";

const breaks: Readonly<Record<Place, string>> = { text: "  \n", cell: "<br>", heading: " " };
const looks = ["link", "bold", "italic", "strike"] as const;
type Look = (typeof looks)[number];
const marks: Readonly<Record<Look, string>> = { link: "[", bold: "**", italic: "*", strike: "~~" };

export function printRuns(given: readonly Run[], place: Place): string {
  const line = new Line(place);
  const runs = joinAlike(withoutLooseLooks(joinAlike(given)));
  const ends = lookEnds(runs);
  runs.forEach((run, index) => {
    const next = runs[index + 1]?.text.charAt(0) ?? "";
    line.add(run, ends[index] ?? {}, { next, italic: italicMark(runs, index, ends) });
  });
  return line.finish();
}

/** What follows the run, and the mark that italics have there. */
type Around = { readonly next: string; readonly italic: string };

/** `_` as most people write it, which inside a word is none. */
function italicMark(runs: readonly Run[], from: number, ends: readonly Ends[]): string {
  const before = runs[from - 1]?.text ?? "";
  const after = runs[(ends[from]?.italic ?? from) + 1]?.text ?? "";
  return /[\p{L}\p{N}_]$/u.test(before) || /^[\p{L}\p{N}_]/u.test(after) ? "*" : "_";
}

type Ends = { readonly [look in Look]?: number };

class Line {
  readonly #place: Place;
  readonly #out: string[] = [];
  readonly #open: { readonly look: Look; readonly mark: string; readonly value: Run[Look] }[] = [];
  /** Not written yet: marks may end before it. */
  #space = "";

  constructor(place: Place) {
    this.#place = place;
  }

  add(run: Run, ends: Ends, { next, italic }: Around): void {
    const { before, body, after } = run.verbatim
      ? { before: "", body: run.text, after: "" }
      : withoutEnds(run.text);
    this.#space += before;
    if (body === "") return;
    this.#closeAllBut(run);
    this.#writeSpace();
    this.#openFor(run, ends, italic);
    this.#out.push(run.verbatim ? this.#verbatim(run, next) : this.#words(body));
    this.#space = after;
  }

  finish(): string {
    this.#closeAllBut({ text: "" });
    const line = this.#out.join("");
    // Marks at the end of a heading would be taken for its end.
    return this.#place === "heading" ? line.replace(/#$/, "\\#") : line;
  }

  #closeAllBut(run: Run): void {
    const first = this.#open.findIndex(({ look, value }) => run[look] !== value);
    if (first === -1) return;
    for (const { mark, value } of this.#open.splice(first).reverse()) {
      this.#out.push(typeof value === "object" ? `](${value.address})` : mark);
    }
  }

  #writeSpace(): void {
    if (this.#space === "" || this.#out.length === 0) return;
    const broken = this.#space.includes("\n");
    this.#out.push(broken ? breaks[this.#place] : this.#space);
  }

  /** What lasts longer stands outside. */
  #openFor(run: Run, ends: Ends, italic: string): void {
    const isOpen = (wanted: Look) => this.#open.some(({ look }) => look === wanted);
    const wanted = looks.filter((look) => run[look] && !isOpen(look));
    for (const look of wanted.sort((a, b) => (ends[b] ?? 0) - (ends[a] ?? 0))) {
      const last = this.#out.at(-1) ?? "";
      // Together with a link it would be an image.
      if (look === "link" && last.endsWith("!"))
        this.#out.push(`${this.#out.pop()?.slice(0, -1)}\\!`);
      const mark = look === "italic" ? italic : marks[look];
      this.#out.push(mark);
      this.#open.push({ look, mark, value: run[look] });
    }
  }

  #words(body: string): string {
    const isFirst = this.#out.length === 0 || this.#out.at(-1) === breaks.text;
    const lines = body.split(/\s*\n\s*/).map((line, index) => {
      const escaped = escapeText(line);
      const atStart = this.#place === "text" && (index > 0 || isFirst);
      return atStart ? escapeLineStart(escaped) : escaped;
    });
    return lines.join(breaks[this.#place]);
  }

  #verbatim({ text, verbatim }: Run, after: string): string {
    const inCell = this.#place === "cell";
    const around = { before: this.#out.at(-1) ?? "", after, inCell };
    const formula = verbatim === "math" ? inlineFormula(text, around) : null;
    return formula ?? codeSpan(text.replace(/\s*\n\s*/g, " "), inCell);
  }
}

function withoutEnds(text: string) {
  const body = text.trim();
  const start = text.length - text.trimStart().length;
  return { before: text.slice(0, start), body, after: text.slice(start + body.length) };
}

function joinAlike(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isAlike =
      last && !last.verbatim && !run.verbatim && looks.every((l) => last[l] === run[l]);
    if (isAlike) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** Of each run, up to which run each of its looks goes on. */
function lookEnds(runs: readonly Run[]): Ends[] {
  const ends: Ends[] = [];
  for (let at = runs.length - 1; at >= 0; at -= 1) {
    const found: { [look in Look]?: number } = {};
    for (const look of looks) {
      if (!runs[at]?.[look]) continue;
      const goesOn = runs[at + 1]?.[look] === runs[at]?.[look];
      found[look] = goesOn ? (ends[at + 1]?.[look] ?? at) : at;
    }
    ends[at] = found;
  }
  return ends;
}
