/** What stands between two dollar signs: a formula, or words between two prices. */

/** What follows the dollar sign of a price: a number before words, or numbers with spaces between. */
const price =
  /^\d[\d.,]*[^\\\p{L}\p{N}]*\s[^\\\p{L}\p{N}]*(?:\p{L}\s+)?\p{L}{2,}|^\d[\d.,]*\s[\d.,\s]*$/u;

/**
 * Pandoc's rule: no space inside the marks, no digit behind the second, and no word up to the first.
 * And ours: no price, as in "$5 a month or 50$".
 */
export function isFormula(source: string, around: { before: string; after: string }): boolean {
  if (/^\s|\s$/.test(source) || /^\d/.test(around.after) || endsInWord(around.before)) return false;
  return !price.test(source);
}

export function endsInWord(text: string): boolean {
  return /[\p{L}\p{N}]$/u.test(text);
}
