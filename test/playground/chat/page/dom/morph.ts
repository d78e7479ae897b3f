/**
 * Turns a node on screen into a newly built one, touching only what differs.
 *
 * Streaming answers change the same bubble many times a second: keeping the nodes keeps the
 * reader's selection, the sound that plays and the block that was opened.
 */

/** What the reader did to a node (opened, revealed, playing) outlives the next version of it. */
const belongsToReader = (node: Element, attribute: string): boolean =>
  attribute.startsWith("data-ui-") ||
  attribute === "style" ||
  (attribute === "open" && node.localName === "details");

const sameKind = (from: Node, to: Node): boolean => {
  if (!(from instanceof HTMLElement) || !(to instanceof HTMLElement)) {
    return from.nodeType === to.nodeType && from.nodeType === Node.TEXT_NODE;
  }
  // KaTeX lays out with inline styles: a formula is exchanged whole.
  if (from.classList.contains("katex") || to.classList.contains("katex")) return false;
  return from.localName === to.localName && from.dataset.key === to.dataset.key;
};

const morphAttributes = (from: Element, to: Element): void => {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !belongsToReader(from, name)) from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) === value || belongsToReader(from, name)) continue;
    from.setAttribute(name, value);
  }
};

/** Makes `parent` hold exactly `children`, reusing what is there position by position. */
export const morphChildren = (parent: Node, children: readonly Node[]): void => {
  children.forEach((child, index) => {
    const present = parent.childNodes[index];
    if (present) morph(present, child);
    else parent.appendChild(child);
  });
  while (parent.childNodes.length > children.length) parent.lastChild?.remove();
};

export const morph = (from: Node, to: Node): void => {
  if (from === to || from.isEqualNode(to)) return;
  if (!sameKind(from, to)) {
    from.parentNode?.replaceChild(to, from);
    return;
  }
  if (from instanceof Text && to instanceof Text) {
    from.data = to.data;
    return;
  }
  if (!(from instanceof Element) || !(to instanceof Element)) return;
  morphAttributes(from, to);
  morphChildren(from, [...to.childNodes]);
};
