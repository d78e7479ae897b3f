/** A short notice over the page, read aloud by screen readers. */
import { box, element } from "./element.ts";

const shownMs = 3500;

const shelf = element("div", { class: "toasts", role: "status" });

export const toast = (text: string): void => {
  if (!shelf.isConnected) document.body.append(shelf);
  const node = box("toast", text);
  shelf.append(node);
  setTimeout(() => node.remove(), shownMs);
};
