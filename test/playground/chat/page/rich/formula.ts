/** LaTeX → DOM, by KaTeX; a formula it cannot read is shown as its source. */
import katex from "katex";
import { element } from "../dom/element.ts";

export const formula = (source: string, displayMode: boolean): HTMLElement => {
  const node = element(displayMode ? "div" : "span", {
    class: displayMode ? "math-block" : "math",
  });
  try {
    katex.render(source, node, {
      displayMode,
      throwOnError: true,
      trust: false,
      strict: "ignore",
    });
  } catch {
    // Half a formula is normal while an answer streams.
    node.replaceChildren(element("code", {}, source));
  }
  return node;
};
