/** Reads new answers aloud to screen readers: whole messages, not every step of a growing draft. */
import { element } from "./dom/element.ts";

export const createAnnouncer = () => {
  const root = element("div", {
    class: "visually-hidden",
    "aria-live": "polite",
  });
  return {
    root,
    say: (text: string): void => {
      root.textContent = text;
    },
  };
};
