/** The programs the persona writes: they read whatever table comes. */

/** Sums each column of numbers exactly, and draws the first as bars where a chart is wanted. */
export function chartAndSum(fileName: string, isPlotted: boolean): string {
  const name = JSON.stringify(fileName);
  return [
    "import csv",
    "from decimal import Decimal",
    "",
    `with open(${name}, encoding="utf-8-sig", newline="") as table:`,
    "    head, *rows = [row for row in csv.reader(table) if row]",
    "columns = {}",
    "for at, title in enumerate(head):",
    "    try:",
    "        columns[title] = [Decimal(row[at]) for row in rows]",
    "    except (ArithmeticError, IndexError):",
    "        pass",
    "for title, numbers in columns.items():",
    '    print(f"{title}: {sum(numbers)} in {len(numbers)} rows")',
    ...(isPlotted ? chart(name) : []),
  ].join("\n");
}

function chart(name: string): readonly string[] {
  return [
    "",
    "import charts",
    "title, numbers = next(iter(columns.items()))",
    "bars = {row[0]: float(number) for row, number in zip(rows, numbers)}",
    `chart = charts.bar(bars, title=${name}, y_label=title, path="chart.svg")`,
  ];
}
