/** The blinking mark where a growing answer will go on. */
import { element } from "../dom/element.ts";

const holders = "p, h2, h3, h4, h5, h6, li, td, th, pre, blockquote, summary, footer";

/** Puts the caret at the end of the last line of words, inside its list item, cell or code block. */
export const placeCaret = (words: HTMLElement): void => {
  const lines = [...words.querySelectorAll<HTMLElement>(holders)];
  const last = lines.at(-1);
  const line = last?.querySelector("code") ?? last ?? words;
  line.append(element("span", { class: "caret", "aria-hidden": "true" }));
};
