/**
 * Pyodide's module takes the addresses of JavaScript functions that draw on a screen, and would compile a small module
 * for each. There is no screen, and a Worker compiles nothing: their address becomes that of nothing.
 */

/** To be done when `module` has been instantiated with these imports; its table of functions stays as it is. */
export function withoutScreen(module: WebAssembly.Module, imports: WebAssembly.Imports): void {
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const address = from === "GOT.func" ? imports[from]?.[name] : null;
    if (address instanceof WebAssembly.Global && address.value === -1) address.value = 0;
  }
}
