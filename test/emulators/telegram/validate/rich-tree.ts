/** Builds the tree both notations share, refusing tags that are unknown, misplaced or not closed. */
import { richError } from "./rich-error.ts";
import { CHILDREN, PARENTS, SUPPORTED_TAGS, VOID_TAGS } from "./rich-tags.ts";

export type RichNode = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: RichChild[];
};
export type RichChild = RichNode | string;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

export class RichTreeBuilder {
  readonly #root: RichNode = { tag: "", attributes: NO_ATTRIBUTES, children: [] };
  readonly #open: RichNode[] = [];

  get #current(): RichNode {
    return this.#open.at(-1) ?? this.#root;
  }

  text(text: string): void {
    const { tag, children } = this.#current;
    if (CHILDREN[tag] !== undefined) {
      if (text.trim() !== "") throw richError(`text is not allowed directly in <${tag}>`);
      return;
    }
    children.push(text);
  }

  open(tag: string, attributes: ReadonlyMap<string, string> = NO_ATTRIBUTES): void {
    if (!SUPPORTED_TAGS.has(tag)) throw richError(`unsupported start tag "${tag}"`);
    this.#checkPlace(tag);
    const node: RichNode = { tag, attributes, children: [] };
    this.#current.children.push(node);
    if (!VOID_TAGS.has(tag)) this.#open.push(node);
  }

  close(tag: string): void {
    if (VOID_TAGS.has(tag)) return;
    const last = this.#open.pop();
    if (last === undefined) throw richError(`unexpected end tag "${tag}"`);
    if (tag !== "" && last.tag !== tag) {
      throw richError(`unmatched end tag, expected "</${last.tag}>", found "</${tag}>"`);
    }
  }

  /** Ends a tag the author did not write as one, like the paragraph around a line of markdown. */
  endImplied(tag: string): void {
    const last = this.#open.at(-1);
    if (last !== undefined && last.tag !== tag) throw noEnd(last);
    this.close(tag);
  }

  leaf(tag: string, attributes: ReadonlyMap<string, string>, text = ""): void {
    this.open(tag, attributes);
    if (text !== "") this.text(text);
    this.close(tag);
  }

  build(): readonly RichChild[] {
    const unclosed = this.#open.at(-1);
    if (unclosed === undefined) return this.#root.children;
    throw noEnd(unclosed);
  }

  #checkPlace(tag: string): void {
    const parent = this.#current.tag;
    const parents = PARENTS[tag];
    if (parents !== undefined && !parents.includes(parent)) {
      throw richError(
        `tag "${tag}" is allowed only in ${parents.map((name) => `<${name}>`).join(", ")}`,
      );
    }
    const children = CHILDREN[parent];
    if (children !== undefined && !children.includes(tag)) {
      throw richError(`tag "${tag}" is not allowed in <${parent}>`);
    }
  }
}

function noEnd({ tag }: RichNode): Error {
  return richError(`can't find end tag corresponding to start tag "${tag}"`);
}

export function attribute(node: RichNode, name: string): string {
  return node.attributes.get(name) ?? "";
}

/** All text below a node, as it stands. */
export function plainText(children: readonly RichChild[]): string {
  return children
    .map((child) => (typeof child === "string" ? child : plainText(child.children)))
    .join("");
}

export function required(node: RichNode, name: string): string {
  const value = attribute(node, name);
  if (value === "") throw richError(`tag "${node.tag}" must have attribute "${name}"`);
  return value;
}
