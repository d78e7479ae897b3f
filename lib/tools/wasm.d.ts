/** A `.wasm` file imported in a Worker is a compiled module. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
