/** SVG to PNG with resvg, in a sandbox. It reads no file and no address; what never ends runs out of fuel. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { mostZoom, sidePx } from "../limits.ts";
import type { PaintedSvg, UnpaintedSvg } from "../svg-painter.ts";
import bold from "./bold.bin";
import regular from "./regular.bin";
import resvg from "./resvg.wasm";

const fonts = {
  loadSystemFonts: false,
  fontBuffers: [new Uint8Array(regular), new Uint8Array(bold)],
  defaultFontFamily: "DejaVu Sans",
  serifFamily: "DejaVu Sans",
  sansSerifFamily: "DejaVu Sans",
  monospaceFamily: "DejaVu Sans",
};

/** Once in an isolate: after a trap its memory is not to be trusted. */
export async function paint(svg: string): Promise<PaintedSvg | UnpaintedSvg> {
  await initWasm(resvg);
  try {
    // Its size does not depend on the fonts, which take longest to read.
    const { width, height } = new Resvg(svg, { font: { loadSystemFonts: false } });
    const zoom = Math.min(mostZoom, sidePx / Math.max(width, height));
    if (!(zoom > 0 && width * zoom >= 1 && height * zoom >= 1))
      return { problem: "Its width and height cannot be drawn." };
    const fitTo = { mode: "zoom" as const, value: zoom };
    const image = new Resvg(svg, { font: fonts, background: "#fff", fitTo }).render();
    return { png: image.asPng(), widthPx: image.width, heightPx: image.height };
  } catch (thrown) {
    return { problem: problemOf(thrown) };
  }
}

function problemOf(thrown: unknown): string {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError)
    return "It takes too much time or memory to draw.";
  return `It is not valid SVG: ${String(thrown)
    .replace(/^Error: /, "")
    .slice(0, 300)}.`;
}
