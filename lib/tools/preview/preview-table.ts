/** The head of a table: its columns, its first rows, and how many there are. */

export type TableLimits = { readonly maxRows: number; readonly maxChars: number };

const cellLength = 30;
/** A table wider than this is told by its first columns. */
const maxColumns = 50;

export function previewTable(text: string, separator: string, limits: TableLimits): string {
  const { rows, rowCount } = readRows(text, separator, limits.maxRows + 1);
  const [header = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length), 0);
  const lines = [header, ...body].map(rowLine);
  lines.splice(
    1,
    0,
    header
      .map(() => "---")
      .slice(0, maxColumns)
      .join(" | "),
  );
  const total = Math.max(0, rowCount - 1);
  const facts = `${total} rows and ${width} columns; the first ${body.length} rows, cells cut at ${cellLength} characters:`;
  return `${facts}\n${lines.join("\n").slice(0, limits.maxChars)}`;
}

function rowLine(row: readonly string[]): string {
  const cells = row
    .slice(0, maxColumns)
    .map((cell) => cell.replace(/\s+/g, " ").slice(0, cellLength));
  return [...cells, ...(row.length > maxColumns ? ["…"] : [])].join(" | ");
}

/** RFC 4180: a quoted cell may hold separators, line breaks and doubled quotes. Only the first rows are kept. */
function readRows(text: string, separator: string, keep: number) {
  const rows: string[][] = [];
  let rowCount = 0;
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || cell !== "") {
      rowCount += 1;
      if (rows.length < keep) rows.push(row);
    }
    row = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += character;
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === "") isQuoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\n") endRow();
    else if (character !== "\r") cell += character;
  }
  endRow();
  return { rows, rowCount };
}
