/** Outlines become pixels: black on white, with air around. */
import { rasterise } from "../rasterise.ts";
import type { Size } from "./picture-size.ts";
import type { Outline } from "./tex-to-svg.ts";

export type Picture = {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** Null where nothing can be seen. Rejects where resvg refuses or aborts. */
export async function svgToPng(outline: Outline, size: Size): Promise<Picture | null> {
  const { isBlank, ...picture } = await rasterise(svgOf(outline, size));
  return isBlank ? null : picture;
}

/** The lines of tables, which MathJax leaves to the style sheet of a page. */
const tableLines =
  "line[data-line],rect[data-frame]{stroke-width:50px;fill:none}.mjx-dashed{stroke-dasharray:140}.mjx-dotted{stroke-linecap:round;stroke-dasharray:0,140}";

/** The view is wider than the formula, so that what leans over its edge is not cut. */
function svgOf(outline: Outline, { widthPx, heightPx, pxPerEm }: Size): string {
  const width = (widthPx / pxPerEm) * 1000;
  const height = (heightPx / pxPerEm) * 1000;
  const left = outline.left - (width - outline.width) / 2;
  const top = outline.top - (height - outline.height) / 2;
  const place = `x="${left}" y="${top}" width="${width}" height="${height}"`;
  const view = `viewBox="${left} ${top} ${width} ${height}"`;
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const head = `<svg ${names} width="${widthPx}" height="${heightPx}" ${view} color="#000">`;
  const paper = `<rect ${place} fill="#fff"/>`;
  return `${head}<style>${tableLines}</style>${paper}${outline.elements}</svg>`;
}
