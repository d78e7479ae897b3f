/** Lists of a rich message: bullets, numbers and tasks. */
import type { RichBlock, RichBlockList, RichBlockListItem } from "grammy/types";
import { box, type Child, element } from "../dom/element.ts";

type RenderBlocks = (blocks: readonly RichBlock[]) => HTMLElement[];

const checkbox = (item: RichBlockListItem): Child =>
  item.has_checkbox &&
  element("input", {
    type: "checkbox",
    disabled: true,
    checked: item.is_checked ?? false,
  });

/** Labels come written from Telegram ("1.", "•", "iv."), so the list draws no markers of its own. */
export const richList = (list: RichBlockList, renderBlocks: RenderBlocks): HTMLElement =>
  element(
    "ul",
    { class: "rich-list" },
    ...list.items.map((item) =>
      element(
        "li",
        { class: item.is_checked ? "done" : undefined },
        checkbox(item) || element("span", { class: "marker" }, item.label),
        box("item-body", ...renderBlocks(item.blocks)),
      ),
    ),
  );
