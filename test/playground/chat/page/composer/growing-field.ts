/** A text area as high as its words, up to a third of the page. */
import { element } from "../dom/element.ts";

const usualHint = "Message";

export const createGrowingField = () => {
  const input = element("textarea", {
    class: "words",
    rows: 1,
    placeholder: usualHint,
    "aria-label": "Message",
    enterkeyhint: "send",
    dir: "auto",
  });
  const adjustHeight = (): void => {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  };
  input.addEventListener("input", adjustHeight);
  return {
    input,
    value: () => input.value,
    /** What stands in the empty field. */
    hint: (text = usualHint): void => {
      input.placeholder = text;
    },
    set: (text: string): void => {
      if (input.value === text) return;
      input.value = text;
      adjustHeight();
    },
  };
};
