/** A photo over the whole page. */
import { element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { openModal } from "../dom/modal.ts";

export const openPhoto = (source: string): void => {
  const close = element(
    "button",
    { type: "button", class: "round", "aria-label": "Close photo" },
    icon("close"),
  );
  const modal = openModal(
    "Photo",
    [close, element("img", { src: source, alt: "Photo" })],
    "photo-modal",
  );
  modal.root.addEventListener("click", modal.close);
};
