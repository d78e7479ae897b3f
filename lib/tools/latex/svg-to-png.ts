/** Outlines become pixels: resvg in WebAssembly, black on white, with air around. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Size } from "./picture-size.ts";
import type { Outline } from "./tex-to-svg.ts";

export type Picture = {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** It can be started only once in an isolate. */
let started: Promise<void> | null = null;

/** Imported here and not above, where a bundle would compile it when the worker starts. */
async function start(): Promise<void> {
  const { default: wasm } = await import("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(wasm);
}

/** Null where nothing can be seen. Rejects where resvg refuses or aborts. */
export async function svgToPng(outline: Outline, size: Size): Promise<Picture | null> {
  started ??= start().catch((thrown) => {
    started = null;
    throw thrown;
  });
  await started;
  const resvg = new Resvg(svgOf(outline, size), { font: { loadSystemFonts: false } });
  // Not in `finally`: after an abort, freeing throws too, and hides why.
  const image = resvg.render();
  const isBlank = image.pixels.every((channel) => channel === 255);
  const { width: widthPx, height: heightPx } = image;
  const picture = isBlank ? null : { png: image.asPng(), widthPx, heightPx };
  image.free();
  resvg.free();
  return picture;
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
