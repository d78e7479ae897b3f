/** Pieces that formatted text and rich messages share. */
import { box, type Child, element } from "../dom/element.ts";
import { safeUrl } from "../dom/safe-url.ts";

/** A link that asks before it opens; an address that may not be opened stays plain text. */
export const link = (address: string, children: readonly Child[]): HTMLElement => {
  const url = safeUrl(address);
  if (!url) return element("span", {}, ...children);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
};

/** Leads to a named place of the same message. */
export const jump = (name: string, children: readonly Child[]): HTMLElement =>
  element("button", { type: "button", class: "inline-link", "data-jump-name": name }, ...children);

/** Shows three lines, and all of it to who goes there. */
export const foldedQuote = (children: readonly Child[]): HTMLElement =>
  element("blockquote", { class: "quote fold", tabindex: 0 }, ...children);

export const spoiler = (children: readonly Child[]): HTMLElement =>
  element(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: 0,
      title: "Show spoiler",
      "data-spoiler": true,
    },
    element("span", {}, ...children),
  );

export const codeBlock = (source: readonly Child[], language: string | undefined): HTMLElement =>
  box(
    "code-block",
    box(
      "code-head",
      element("span", {}, language ?? "code"),
      element("button", { type: "button", "data-copy-code": true }, "Copy"),
    ),
    element("pre", { tabindex: 0 }, element("code", {}, ...source)),
  );
