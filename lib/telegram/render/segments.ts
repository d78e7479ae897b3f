/**
 * Cuts Markdown into stretches that are read apart. micromark goes over all it has read again and again where lists
 * or quotations end, so that 40 kB of tiny items take seconds; stretch by stretch the work is linear in the text.
 */

export type Segment = {
  readonly text: string;
  /** It was cut off in the middle of something: what it begins with may belong to the stretch before it. */
  readonly isTorn: boolean;
};

/** What a line costs beside its characters: short lines are the dear ones. */
const perLine = 20;

/** A stretch that weighs so much ends before the next block; twice as much, before the next line that may begin one. */
const enough = 4000;
const tooMuch = 2 * enough;
/** Ends wherever it stands: whole pages of one item are no list to a reader. */
const farTooMuch = 4 * enough;

const codeFence = /^(`{3,}|~{3,})([^`]*)$/;
const containers = /^(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*/;
const itemMark = /^\d{0,9}([-+*.)])(?:[ \t]|$)/;

export function segmentsOf(lines: readonly string[]): Segment[] {
  const segments: Segment[] = [];
  const fence = new Fence();
  let taken: string[] = [];
  let weight = 0;
  let isTorn = false;
  /** Of an item that was cut in two: its lines would be code where they stand. */
  let margin = "";
  let mark: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (/^\S/.test(line)) margin = "";
    const cut = fence.holds(line)
      ? null
      : cutBefore(line, { before: lines[at - 1] ?? "", mark, weight });
    mark = itemMark.exec(line)?.[1] ?? mark;
    if (cut !== null) {
      segments.push({ text: taken.join("\n"), isTorn });
      taken = [];
      weight = 0;
      isTorn = cut === "torn";
      margin = /^[ \t]*/.exec(line)?.[0] ?? "";
    }
    fence.read(line);
    taken.push(line.startsWith(margin) ? line.slice(margin.length) : line);
    weight += line.length + perLine;
  }
  return [...segments, { text: taken.join("\n"), isTorn }];
}

type Above = {
  /** The line right above. */
  readonly before: string;
  /** Of the newest item: another mark begins another list. */
  readonly mark: string | undefined;
  readonly weight: number;
};

/** How the text may be cut before this line, where no code goes on in it; null where it is to stay whole. */
function cutBefore(line: string, { before, mark, weight }: Above): "clean" | "torn" | null {
  if (weight < enough || line.trim() === "") return null;
  // A table needs its head.
  if (isRow(line) && isRow(before)) return null;
  if (weight >= farTooMuch) return "torn";
  if (/^\s/.test(line)) return null;
  const [isItem, ownMark] = itemMark.exec(line) ?? [];
  if (isItem !== undefined) return ownMark === mark ? "torn" : "clean";
  if (/^#{1,6}[ \t]/.test(line)) return "clean";
  if (before.trim() === "") return "clean";
  return weight >= tooMuch ? "torn" : null;
}

function isRow(line: string): boolean {
  return line.includes("|") && !/^[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])/.test(line);
}

/** The fence that code stands in, as far as the lines were read. */
class Fence {
  #open: { readonly marks: string; readonly margin: string } | null = null;

  holds(line: string): boolean {
    return this.#open !== null && !this.#isLeftBy(line);
  }

  read(line: string): void {
    if (this.#isLeftBy(line)) this.#open = null;
    const margin = containers.exec(line)?.[0] ?? "";
    const [, marks, info = ""] = codeFence.exec(line.slice(margin.length)) ?? [];
    if (marks === undefined) return;
    if (this.#open === null) this.#open = { marks, margin };
    else if (marks.startsWith(this.#open.marks) && info.trim() === "") this.#open = null;
  }

  /** Code in a list or a quotation ends with it. */
  #isLeftBy(line: string): boolean {
    const margin = this.#open?.margin.trimStart() ?? "";
    if (margin === "") return false;
    return margin.startsWith(">") ? !line.startsWith(">") : /^\S/.test(line);
  }
}
