/** Takes a look away where its marks would touch words so that no reader of Markdown sees marks in them. */
import type { Run } from "./document.ts";
import { endsInWord } from "./is-formula.ts";

const looks = ["bold", "italic", "strike"] as const;
type Look = (typeof looks)[number];

/** Between a word and a mark stands neither punctuation nor another mark [CommonMark, "Emphasis"]. */
export function withoutLooseLooks(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (const look of looks) {
    for (let from = 0; from < kept.length; from += 1) {
      if (!kept[from]?.[look]) continue;
      const to = endOf(kept, from, look);
      if (isLoose(kept, { from, to, look })) {
        for (let at = from; at <= to; at += 1) {
          const { [look]: _, ...rest } = kept[at] ?? { text: "" };
          kept[at] = rest;
        }
      }
      from = to;
    }
  }
  return kept;
}

function endOf(runs: readonly Run[], from: number, look: Look): number {
  let to = from;
  while (runs[to + 1]?.[look]) to += 1;
  return to;
}

type Stretch = { readonly from: number; readonly to: number; readonly look: Look };

function isLoose(runs: readonly Run[], { from, to, look }: Stretch): boolean {
  const isMarked = (run: Run | undefined, outer: Run | undefined) =>
    run?.verbatim !== undefined || (look !== "strike" && run?.strike === true && !outer?.strike);
  const [before, first, last, after] = [runs[from - 1], runs[from], runs[to], runs[to + 1]];
  const opensOnMark = isMarked(first, before) || /^[^\s\p{L}\p{N}]/u.test(first?.text ?? "");
  const closesOnMark = isMarked(last, after) || /[^\s\p{L}\p{N}]$/u.test(last?.text ?? "");
  const isWordBefore = !before?.verbatim && endsInWord(before?.text ?? "");
  const isWordAfter = !after?.verbatim && /^[\p{L}\p{N}]/u.test(after?.text ?? "");
  return (opensOnMark && isWordBefore) || (closesOnMark && isWordAfter);
}
