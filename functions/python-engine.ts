/** Python put together: where its sandboxes come from, what it costs, and how what it writes is recognised. */
import { costOfPython } from "../lib/billing/cost-of-python.ts";
import type { PriceTable, PythonPrice } from "../lib/billing/price-table.ts";
import { detectMime } from "../lib/files/detect-mime.ts";
import type { PythonEngine } from "../lib/tools/execute-python.ts";
import { containerManual } from "../lib/tools/python/container/manual.ts";
import { openContainer } from "../lib/tools/python/container/open-container.ts";
import { pyodideManual } from "../lib/tools/python/manual.ts";
import { openPython } from "../lib/tools/python/open-python.ts";
import type { Sandboxes } from "../lib/tools/sandbox/open-sandbox.ts";
import { openSvg } from "../lib/tools/svg/open-svg.ts";
import type { Env } from "./env.ts";

/** As much of a file as tells its kind. */
const headBytes = 4100;

type Bindings = Pick<Env, "LOADER" | "ASSETS" | "SANDBOX">;

/** Null where a binding is missing. A container, where there is one, takes the place of Pyodide. */
export function pythonEngine(
  { LOADER, ASSETS, SANDBOX }: Bindings,
  { python: prices }: PriceTable,
): PythonEngine | null {
  if (LOADER === undefined || ASSETS === undefined) return null;
  const sandboxes: Sandboxes = { loader: LOADER, readPart: partsOf(ASSETS) };
  return {
    painter: openSvg(sandboxes),
    mimeTypeOf: (fileName, bytes) => detectMime({ head: bytes.subarray(0, headBytes), fileName }),
    ...(SANDBOX === undefined
      ? pyodide(sandboxes, prices.pyodide)
      : container(SANDBOX, prices.container)),
  };
}

type Runs = Pick<PythonEngine, "runner" | "manual" | "priceOf">;

function pyodide(sandboxes: Sandboxes, price: PythonPrice): Runs {
  return {
    runner: openPython(sandboxes),
    manual: pyodideManual,
    priceOf: (runMs) => costOfPython(price, runMs),
  };
}

function container(sandboxes: NonNullable<Env["SANDBOX"]>, price: PythonPrice): Runs {
  return {
    runner: openContainer(() => sandboxes.get(sandboxes.newUniqueId())),
    manual: containerManual,
    priceOf: (runMs) => costOfPython(price, runMs),
  };
}

function partsOf(assets: Pick<Fetcher, "fetch">): Sandboxes["readPart"] {
  return async (path) => {
    const response = await assets.fetch(`https://assets.invalid/${path}`);
    if (!response.ok) throw new Error(`the asset ${path} is not there: ${response.status}`);
    return response.arrayBuffer();
  };
}
