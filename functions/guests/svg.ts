/** What runs in the sandbox for SVG: one picture, once. Its isolate has no network and no bindings. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { paint } from "../../lib/tools/svg/guest/paint.ts";
import type { PaintedSvg, SvgPainter, UnpaintedSvg } from "../../lib/tools/svg/svg-painter.ts";

export default class Svg extends WorkerEntrypoint implements SvgPainter {
  async paint(svg: string): Promise<PaintedSvg | UnpaintedSvg> {
    return paint(svg);
  }
}
