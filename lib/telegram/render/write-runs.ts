/** Runs → text and its entities. Code has no other look and is no link, as Telegram demands. */
import type { Run } from "./document.ts";
import type { Stretch, TextWriter } from "./text-writer.ts";

const types = { bold: "bold", italic: "italic", strike: "strikethrough" } as const;
const looks = ["bold", "italic", "strike"] as const;

/** `indent` stands before each line but the first. */
export function writeRuns(writer: TextWriter, runs: readonly Run[], indent: string): void {
  const written: Written[] = [];
  /** Not written before something follows: a message or quotation must not end with it. */
  let space = "";
  for (const run of runs) {
    const text = space + run.text.replace(/[^\S\n]*\n\s*/g, `\n${indent}`);
    const body = text.trim();
    const bodyAt = text.length - text.trimStart().length;
    space = body === "" ? text : text.slice(bodyAt + body.length);
    if (body === "") continue;
    if (written.length > 0) writer.write(text.slice(0, bodyAt));
    const start = writer.length;
    writer.write(body);
    written.push({ run, start, end: writer.length });
  }
  for (const { start, end } of stretches(written, codeOf))
    writer.mark({ start, end }, { type: "code" });
  for (const { start, end, value } of stretches(written, ({ link }) => link))
    writer.mark({ start, end }, { type: "text_link", url: value.address });
  for (const look of looks) {
    const lookOf = (run: Run) => (run[look] && codeOf(run) === undefined ? look : undefined);
    for (const { start, end } of stretches(written, lookOf))
      writer.mark({ start, end }, { type: types[look] });
  }
}

type Written = Stretch & { readonly run: Run };

function codeOf({ verbatim, link }: Run): Run["verbatim"] {
  return link === undefined ? verbatim : undefined;
}

/** Neighbours of the same value as one stretch. */
function stretches<Value>(
  written: readonly Written[],
  lookAt: (run: Run) => Value | undefined,
): (Stretch & { readonly value: Value })[] {
  const found: { start: number; end: number; value: Value }[] = [];
  let open = false;
  for (const { run, start, end } of written) {
    const value = lookAt(run);
    const last = found.at(-1);
    if (value !== undefined && open && last?.value === value) last.end = end;
    else if (value !== undefined) found.push({ start, end, value });
    open = value !== undefined;
  }
  return found;
}
