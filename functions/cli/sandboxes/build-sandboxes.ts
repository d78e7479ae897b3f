/** Makes what the sandboxes are loaded from, `.assets/`, out of locked packages: some seconds, once per version. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { glob, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as python from "../../../lib/tools/python/limits.ts";
import * as svg from "../../../lib/tools/svg/limits.ts";
import { meterWasm } from "./meter-wasm.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const assets = join(root, ".assets");
const stampFile = ".stamp";

const sources = [
  "functions/cli/sandboxes/*.ts",
  "functions/guests/*.ts",
  "lib/tools/python/**/*.{ts,py}",
  "lib/tools/svg/**/*.ts",
  "node_modules/{pyodide,@resvg/resvg-wasm,dejavu-fonts-ttf}/package.json",
];

/** Does nothing where what is there was made of the same. `work` is called otherwise, to show that it takes a while. */
export async function buildSandboxes(
  show: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const stamp = await stampOf(sources);
  const isThere = async () =>
    (await readFile(join(assets, stampFile), "utf8").catch(() => "")) === stamp;
  if (await isThere()) return;
  await show(async () => {
    const making = `${assets}-${process.pid}`;
    await makeAll(making, stamp);
    try {
      await replace(assets, making);
    } catch (error) {
      // Another process was faster, and has made the same.
      if (!(await isThere())) throw error;
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  });
}

async function stampOf(patterns: readonly string[]): Promise<string> {
  const paths: string[] = [];
  for await (const path of glob(patterns, { cwd: root })) paths.push(path);
  const hash = createHash("sha256");
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(root, path)));
  return hash.digest("hex");
}

async function makeAll(folder: string, stamp: string): Promise<void> {
  await mkdir(join(folder, "python"), { recursive: true });
  await mkdir(join(folder, "svg"), { recursive: true });
  await Promise.all([makePython(join(folder, "python")), makeSvg(join(folder, "svg"))]);
  await writeFile(join(folder, stampFile), stamp);
}

async function makePython(folder: string): Promise<void> {
  const [ferry, charts] = ["ferry.py", "charts.py"].map((name) =>
    join(root, "lib/tools/python/guest", name),
  );
  const script = join(import.meta.dirname, "python-snapshot.ts");
  await promisify(execFile)(process.execPath, [script, folder, `${ferry}`, `${charts}`]);
  const wasm = meterWasm(await readPackage("pyodide/pyodide.asm.wasm"), {
    callOut: "_Py_CheckEmscriptenSignals_Helper",
    unit: "turn",
    fuel: python.fuelPerSlice,
    mostPages: python.memoryBytes / 65_536,
  });
  await writeFile(join(folder, "python.wasm"), wasm);
  await writeFile(join(folder, "stdlib.bin"), await readPackage("pyodide/python_stdlib.zip"));
  await bundle("functions/guests/python.ts", folder);
}

async function makeSvg(folder: string): Promise<void> {
  const wasm = meterWasm(await readPackage("@resvg/resvg-wasm/index_bg.wasm"), {
    callOut: null,
    unit: "work",
    fuel: svg.fuel,
    mostPages: svg.memoryBytes / 65_536,
  });
  await writeFile(join(folder, "resvg.wasm"), wasm);
  const font = (face: string) => readPackage(`dejavu-fonts-ttf/ttf/DejaVuSans${face}.ttf`);
  await writeFile(join(folder, "regular.bin"), await font(""));
  await writeFile(join(folder, "bold.bin"), await font("-Bold"));
  await bundle("functions/guests/svg.ts", folder);
}

async function bundle(entry: string, folder: string): Promise<void> {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(folder, "main.js"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    external: ["cloudflare:*", "node:*", "ws", "./*.wasm", "./*.bin"],
    logLevel: "error",
  });
}

function readPackage(path: string): Promise<Uint8Array> {
  return readFile(join(root, "node_modules", path));
}

async function replace(old: string, made: string): Promise<void> {
  await rm(old, { recursive: true, force: true });
  await rename(made, old);
}
