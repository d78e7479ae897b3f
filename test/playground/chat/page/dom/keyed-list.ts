/** Keeps a container's children in step with a list of keyed items, building only what changed. */
import { morph } from "./morph.ts";

export type KeyedItem = {
  readonly key: string;
  /** The item is rebuilt only when one of these is not the same value as before. */
  readonly inputs: readonly unknown[];
  readonly build: () => HTMLElement;
};

export type KeyedList = {
  /** New nodes carry `data-ui-new` where they should be seen arriving. */
  readonly show: (items: readonly KeyedItem[], arrival?: "animated" | "still") => void;
};

type Shown = {
  readonly node: HTMLElement;
  readonly inputs: readonly unknown[];
};

const sameInputs = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((value, index) => Object.is(value, right[index]));

const refresh = (before: Shown, item: KeyedItem): Shown => {
  if (sameInputs(before.inputs, item.inputs)) return before;
  const built = item.build();
  built.dataset.key = item.key;
  morph(before.node, built);
  return {
    node: before.node.isConnected ? before.node : built,
    inputs: item.inputs,
  };
};

const create = (item: KeyedItem, isAnimated: boolean): Shown => {
  const node = item.build();
  node.dataset.key = item.key;
  node.toggleAttribute("data-ui-new", isAnimated);
  return { node, inputs: item.inputs };
};

export const createKeyedList = (container: HTMLElement): KeyedList => {
  let shown = new Map<string, Shown>();

  const show: KeyedList["show"] = (items, arrival = "still") => {
    const next = new Map<string, Shown>();
    for (const item of items) {
      const before = shown.get(item.key);
      next.set(item.key, before ? refresh(before, item) : create(item, arrival === "animated"));
    }
    for (const [key, { node }] of shown) if (!next.has(key)) node.remove();
    let cursor = container.firstElementChild;
    for (const { node } of next.values()) {
      if (node === cursor) cursor = cursor.nextElementSibling;
      else container.insertBefore(node, cursor);
    }
    shown = next;
  };

  return { show };
};
