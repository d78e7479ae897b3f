/** Prepared pieces of rich text, so that every kind of formatting can be seen on its way to the screen. */
import type { Words } from "./words.ts";

type Showpiece = {
  readonly ask: RegExp;
  readonly show: (words: Words) => string;
};

const showpieces: readonly Showpiece[] = [
  { ask: /\btable\b|таблиц/i, show: table },
  { ask: /\bmath\b|формул/i, show: () => MATH },
  { ask: /\bcode\b|(?<!\p{L})код/iu, show: () => CODE },
  { ask: /\blong\b|длинн/i, show: long },
];

export function showpiecesFor(text: string, words: Words): readonly string[] {
  return showpieces.filter(({ ask }) => ask.test(text)).map(({ show }) => show(words));
}

function table({ tableHead }: Words): string {
  const rows = [
    "| North | 08:10 | **12 min** |",
    "| East | 08:40 | *25 min* |",
    "| South | 09:05 | `7 min` |",
  ];
  return [tableHead, "|---|:---:|---:|", ...rows].join("\n");
}

const MATH = [
  "Inline $e^{i\\pi} + 1 = 0$, and on its own line:",
  "$$\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}$$",
].join("\n\n");

const CODE = [
  "```python",
  "def cross(passengers: list[str]) -> str:",
  '    """Everyone who came in one breath travels together."""',
  '    return ", ".join(passengers)',
  "```",
].join("\n");

/** About 6000 characters: more than one plain Telegram message holds. */
function long({ chapter }: Words): string {
  return Array.from({ length: 12 }, (_, at) => chapter(at + 1)).join("\n\n");
}
