/** What stands beside the guest's code in its sandbox, and what its types do not know yet. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module "pyodide/pyodide.asm.mjs" {
  import type { loadPyodide } from "pyodide";

  const createPyodideModule: NonNullable<
    NonNullable<Parameters<typeof loadPyodide>[0]>["createPyodideModule"]
  >;
  export default createPyodideModule;
}

declare module "pyodide/pyodide.mjs" {
  export { loadPyodide } from "pyodide";
}

/** JavaScript Promise Integration (github.com/WebAssembly/js-promise-integration). */
declare namespace WebAssembly {
  const Suspending: new (imported: () => number | Promise<number>) => () => number;
  function promising(exported: (at: number) => number): (at: number) => Promise<number>;
}
