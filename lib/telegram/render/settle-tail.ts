/** The end of a text that is still written, made steady: marks without words wait, open ones are closed. */
import { closeMarks } from "./close-marks.ts";

const containers = /^(?:[ \t]|>|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)*/;

/** Nobody can say yet what becomes of it: a list, a rule, a heading, a task, a fence. */
const onlyMarks = /^(?:[-+*_=#|:`~$\\\s]*|\d{1,9}[.)]?|[-+*] \[[ xX]?\]?)$/;

const blockFormula = /^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)?(?:\$\$|\\\[\s*$)/m;

/** Longer than this a paragraph is shown as it is. */
const maxTail = 4000;

export function settleTail(prefix: string): string {
  const lines = prefix.replace(/[\ud800-\udbff]$/, "").split("\n");
  const newest = (lines.at(-1) ?? "").trim();
  if (newest !== "" && onlyMarks.test(newest.replace(/^[\s>]+/, ""))) lines.pop();
  const fence = openFence(lines);
  if (fence !== -1) return withSource(lines, fence).join("\n");
  dropTableHead(lines);
  const end = lines.pop();
  if (end === undefined) return "";
  const start = tailStart(lines, end);
  const tail = [...lines.splice(start), end].join("\n");
  const settled = tail.length > maxTail || blockFormula.test(tail) ? tail : closeMarks(tail);
  return [...lines, settled].join("\n");
}

/** The line of the fence that the text ends in, or -1. */
function openFence(lines: readonly string[]): number {
  let open = -1;
  let marks = "";
  for (const [at, line] of lines.entries()) {
    const [, found, info] = /^(`{3,}|~{3,})([^`]*)$/.exec(line.replace(containers, "")) ?? [];
    if (found === undefined) continue;
    if (open === -1) [open, marks] = [at, found];
    else if (found.startsWith(marks) && info?.trim() === "") open = -1;
  }
  return open;
}

/** A formula that is not whole cannot be drawn: its source is shown meanwhile. */
function withSource(lines: readonly string[], fence: number): string[] {
  return lines.map((line, at) => (at === fence ? line.replace(/([`~])math\s*$/, "$1latex") : line));
}

/** The head of a table is only one when the line below it is whole. */
function dropTableHead(lines: string[]): void {
  const isRow = (line: string | undefined) =>
    line?.replace(containers, "").startsWith("|") === true;
  const end = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  let rows = 0;
  while (rows < 3 && isRow(lines[end - 1 - rows])) rows += 1;
  const isWhole = rows === 2 && end < lines.length;
  if (rows > 0 && rows < 3 && !isWhole) lines.length = end - rows;
}

/** Where the paragraph, item or cell begins that `end` belongs to: the number of lines before it. */
function tailStart(lines: readonly string[], end: string): number {
  let start = lines.length;
  for (let line: string | undefined = end; start > 0; start -= 1) {
    if (/^[ \t]*(?:[-+*>#|]|\d{1,9}[.)])/.test(line ?? "")) break;
    line = lines[start - 1];
    if (/^(?:$|`{3}|~{3})/.test(line?.replace(containers, "") ?? "")) break;
  }
  return start;
}
