/** An SVG becomes pixels: resvg in WebAssembly, without fonts. Heavy: to be imported when it is needed. */
import { initWasm, Resvg } from "@resvg/resvg-wasm";

export type Raster = {
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** White all over: nothing can be seen. */
  readonly isBlank: boolean;
};

/** It can be started only once in an isolate. */
let started: Promise<void> | null = null;

/** Imported here and not above, where a bundle would compile it when the worker starts. */
async function start(): Promise<void> {
  const { default: wasm } = await import("@resvg/resvg-wasm/index_bg.wasm");
  await initWasm(wasm);
}

/** Rejects where resvg refuses or aborts. */
export async function rasterise(svg: string): Promise<Raster> {
  started ??= start().catch((thrown) => {
    started = null;
    throw thrown;
  });
  await started;
  const resvg = new Resvg(svg, { font: { loadSystemFonts: false } });
  // Not in `finally`: after an abort, freeing throws too, and hides why.
  const image = resvg.render();
  const isBlank = image.pixels.every((channel) => channel === 255);
  const { width: widthPx, height: heightPx } = image;
  const raster = { png: image.asPng(), widthPx, heightPx, isBlank };
  image.free();
  resvg.free();
  return raster;
}
