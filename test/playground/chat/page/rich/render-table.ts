/** Tables of a rich message; a wide one scrolls inside its bubble. */
import type { RichBlockTable, RichBlockTableCell } from "grammy/types";
import { box, element } from "../dom/element.ts";
import { renderText } from "./render-text.ts";

const cell = (data: RichBlockTableCell): HTMLElement =>
  element(
    data.is_header ? "th" : "td",
    {
      class: `align-${data.align}`,
      colspan: data.colspan,
      rowspan: data.rowspan,
    },
    ...renderText(data.text),
  );

const row = (cells: readonly RichBlockTableCell[]): HTMLElement =>
  element("tr", {}, ...cells.map(cell));

const isHeader = (cells: readonly RichBlockTableCell[]): boolean =>
  cells.length > 0 && cells.every((data) => data.is_header);

export const richTable = (table: RichBlockTable): HTMLElement =>
  box(
    "table-scroll",
    element(
      "table",
      {},
      table.caption !== undefined && element("caption", {}, ...renderText(table.caption)),
      element("thead", {}, ...table.cells.filter(isHeader).map(row)),
      element("tbody", {}, ...table.cells.filter((cells) => !isHeader(cells)).map(row)),
    ),
  );
