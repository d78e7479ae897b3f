/** SVG to PNG as the worker uses it: every picture in a sandbox of its own, as nobody vouches for what is in it. */
import { openSandbox, type Sandboxes } from "../sandbox/open-sandbox.ts";
import { cpuMs, sourceChars } from "./limits.ts";
import type { SvgPainter } from "./svg-painter.ts";

const plan = { folder: "svg", parts: ["resvg.wasm", "regular.bin", "bold.bin"], cpuMs };

export function openSvg(around: Sandboxes): SvgPainter {
  return {
    async paint(svg) {
      if (svg.length > sourceChars) return { problem: "It is too long." };
      const sandbox = await openSandbox(around, plan);
      return await (sandbox.getEntrypoint() as unknown as SvgPainter).paint(svg);
    },
  };
}
