/** The blinking mark where a growing answer will go on. */
import { element } from "../dom/element.ts";

const holders = "p, h2, h3, h4, h5, h6, li, td, th, pre, blockquote, summary, footer";

/** Whether no words stand behind it. */
const isLast = (holder: HTMLElement, words: HTMLElement): boolean => {
  for (let node: Node = holder; node !== words && node.parentNode; node = node.parentNode) {
    for (let next = node.nextSibling; next; next = next.nextSibling)
      if (next.textContent?.trim()) return false;
  }
  return true;
};

/** Puts the caret at the end of the last line of words, inside its list item, cell or code block. */
export const placeCaret = (words: HTMLElement): void => {
  const lines = [...words.querySelectorAll<HTMLElement>(holders)];
  const last = lines.findLast((holder) => isLast(holder, words));
  const line = last?.querySelector("code") ?? last ?? words;
  line.append(element("span", { class: "caret", "aria-hidden": "true" }));
};
