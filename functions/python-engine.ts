/** Python put together: where its sandboxes come from, what it costs, and how what it writes is recognised. */
import { costOfPython } from "../lib/billing/cost-of-python.ts";
import type { PriceTable } from "../lib/billing/price-table.ts";
import { detectMime } from "../lib/files/detect-mime.ts";
import type { PythonEngine } from "../lib/tools/execute-python.ts";
import { openPython } from "../lib/tools/python/open-python.ts";
import type { Sandboxes } from "../lib/tools/sandbox/open-sandbox.ts";
import { openSvg } from "../lib/tools/svg/open-svg.ts";
import type { Env } from "./env.ts";

/** As much of a file as tells its kind. */
const headBytes = 4100;

/** Null where a binding is missing. */
export function pythonEngine(
  { LOADER, ASSETS }: Pick<Env, "LOADER" | "ASSETS">,
  prices: PriceTable,
): PythonEngine | null {
  if (LOADER === undefined || ASSETS === undefined) return null;
  const sandboxes: Sandboxes = { loader: LOADER, readPart: partsOf(ASSETS) };
  return {
    runner: openPython(sandboxes),
    painter: openSvg(sandboxes),
    mimeTypeOf: (fileName, bytes) => detectMime({ head: bytes.subarray(0, headBytes), fileName }),
    priceOf: (runMs) => costOfPython(prices, runMs),
  };
}

function partsOf(assets: Pick<Fetcher, "fetch">): Sandboxes["readPart"] {
  return async (path) => {
    const response = await assets.fetch(`https://assets.invalid/${path}`);
    if (!response.ok) throw new Error(`the asset ${path} is not there: ${response.status}`);
    return response.arrayBuffer();
  };
}
