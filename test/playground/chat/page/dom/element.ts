/** Builds DOM nodes: text is always a text node, attributes never hold script. */

export type Child = Node | string | null | undefined | false;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Attributes that are `true` are set empty; `false` and `undefined` are left out. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  appendChildren(node, children);
  return node;
};

/** A `<div>` or another plain container with a class. */
export const box = (className: string, ...children: readonly Child[]): HTMLDivElement =>
  element("div", { class: className }, ...children);

export const appendChildren = (parent: Node, children: readonly Child[]): void => {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
};

/** The nearest ancestor that carries `data-<name>`, and its value. */
export const closestData = (
  event: Event,
  name: string,
): { readonly node: HTMLElement; readonly value: string } | null => {
  if (!(event.target instanceof Element)) return null;
  const node = event.target.closest(`[data-${name}]`);
  if (!(node instanceof HTMLElement)) return null;
  return { node, value: node.getAttribute(`data-${name}`) ?? "" };
};
