/** Reads a number of a command line: a run of nothing would say that everything holds. */

/** Throws with the option's name unless it is a whole number above zero. */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`--${option} takes a whole number above zero, not “${text}”`);
  return Number(text);
}
